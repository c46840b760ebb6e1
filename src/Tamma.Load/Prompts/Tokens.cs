using Microsoft.ML.Tokenizers;
using Tamma.Client.Benchmarks;

namespace Tamma.Load.Prompts;

/// <summary>How tokens of prompts are counted. A tokenizer is loaded only where somebody's own texts are to be counted: made prompts are words of one token each.</summary>
internal sealed class Tokens
{
    public const string O200k = "o200k";
    public const string Cl100k = "cl100k";
    public const string Estimate = "estimate";

    /// <summary>Characters of a token where no tokenizer is known: OpenAI's rule of thumb for English.</summary>
    private const int CharactersPerToken = 4;

    /// <summary>About a second of counting; longer texts are estimated.</summary>
    private const long MostCounted = 8_000_000;

    /// <summary>
    /// Models by the begin of their names, the first that fits: MODEL_PREFIX_TO_ENCODING of OpenAI's tiktoken (model.py of 2026-10), and gpt-oss' model card
    /// (o200k_harmony: the same words with more marks between messages).
    /// </summary>
    private static readonly (string Begin, string Tokenizer)[] s_models =
    [
        ("gpt-4o", O200k), ("chatgpt-4o", O200k), ("gpt-4.1", O200k), ("gpt-4.5", O200k), ("gpt-5", O200k), ("gpt-oss", O200k), ("o1", O200k), ("o3", O200k), ("o4-mini", O200k),
        ("gpt-4", Cl100k), ("gpt-3.5", Cl100k), ("gpt-35-turbo", Cl100k),
    ];

    private readonly Lazy<Tokenizer> _tokenizer;

    public Tokens(string name)
    {
        Name = name;
        _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding(name is O200k ? "o200k_base" : "cl100k_base"));
    }

    public string Name { get; }

    public static Tokens Of(LoadPlan plan) => new(plan.Workload.Tokenizer ?? ForModel(plan.Model));

    /// <summary>Vendors before the name (<c>openai/gpt-5.2</c>) and names of tuned models (<c>ft:gpt-4o:…</c>) do not matter.</summary>
    public static string ForModel(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        name = name.StartsWith("ft:", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
        return s_models.FirstOrDefault(known => IsModel(name, known.Begin)).Tokenizer ?? Estimate;
    }

    /// <summary>Whether so many characters are counted one by one.</summary>
    public bool Counts(long characters) => Name is not Estimate && characters <= MostCounted;

    /// <param name="isCounted">As <see cref="Counts"/> said of all texts together: one run is not counted in two ways.</param>
    public int Of(string text, bool isCounted) => isCounted ? _tokenizer.Value.CountTokens(text) : (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>Behind the begin stands nothing or a sign: <c>o1-mini</c> and <c>gpt-4</c>, but not <c>o1s</c>.</summary>
    private static bool IsModel(string name, string begin) =>
        name.StartsWith(begin, StringComparison.OrdinalIgnoreCase) && (name.Length == begin.Length || !char.IsLetterOrDigit(name[begin.Length]));
}
