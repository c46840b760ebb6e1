using Tamma.Benchmarks.Statistics;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Load.Prompts;

/// <summary>
/// Bodies of requests, made before the window. Lengths are drawn once, for a number of forms; each request is a copy of one with a mark of its own at the
/// begin of its first message, so that no two begin alike and no prompt cache can answer one from another.
/// </summary>
internal sealed class Bodies
{
    private readonly List<Form> _forms;
    private readonly ulong _seed;

    public Bodies(LoadPlan plan, ChatProtocol protocol)
    {
        _seed = (uint)plan.Seed;
        var tokens = Tokens.Of(plan);
        _forms = new FormMaking(plan, protocol, tokens).Make();
        Tokenizer = tokens.Name;
        IsEstimated = !tokens.Counts(plan.Workload.Prompts?.Sum(LoadWords.Characters) ?? 0);
        MeanOutput = (int)Math.Ceiling(_forms.Average(form => (double)form.OutputTokens));
    }

    public IReadOnlyList<Form> Forms => _forms;

    /// <summary>By its name in the report.</summary>
    public string Tokenizer { get; }

    /// <summary>Whether lengths are guesses by characters.</summary>
    public bool IsEstimated { get; }

    /// <summary>Most tokens of an answer, on average: what room is made for.</summary>
    public int MeanOutput { get; }

    /// <summary>The form of one request.</summary>
    public Form FormOf(int index) => _forms[index % _forms.Count];

    /// <summary>Of one request: the same for the same seed and index.</summary>
    public ReadOnlyMemory<byte> Of(int index)
    {
        var form = FormOf(index);
        if (form.Marks == 0)
        {
            return form.Body;
        }

        var body = form.Body.AsSpan().ToArray();
        Words.Mark(new SeededDice((_seed << 32) ^ (uint)index).Next(), form.Marks, body.AsSpan(form.At));
        return body;
    }
}
