using System.CommandLine;
using System.Globalization;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Prompts;

namespace Tamma.Cli.Benching;

/// <summary>What is asked, on the command line.</summary>
internal sealed class WorkloadOptions
{
    private const int Usual = 100;
    private const string Forms = "100, 50..200, normal:512,128 or lognormal:400,0.8";

    private readonly Option<string> _input = new("--input-tokens") { Description = $"Length of a prompt: {Forms} (median, sigma). Default: {Usual}.", HelpName = "length", DefaultValueFactory = _ => $"{Usual}" };
    private readonly Option<string> _output = new("--output-tokens") { Description = $"Most tokens of an answer, written alike. Default: {Usual}.", HelpName = "length", DefaultValueFactory = _ => $"{Usual}" };
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "o200k, cl100k or estimate (four characters a token). Default: by the model's name.", HelpName = "name" };
    private readonly Option<int> _shared = new("--shared-prefix") { Description = "Tokens that all prompts begin with, to measure a cache. Without it no two begin alike.", HelpName = "n" };
    private readonly Option<string?> _prompts = new("--prompts") { Description = "Prompts of your own: .jsonl with \"prompt\" or \"messages\", .csv with a column prompt, or a text with one a line.", HelpName = "file" };
    private readonly Option<bool> _unique = new("--unique") { Description = "Put words that no other request has before each prompt of your own, so that no cache answers." };
    private readonly Option<string?> _tools = new("--tools") { Description = "Functions that the model may call: a JSON array in OpenAI's form, sent in the protocol's own.", HelpName = "file" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _input, _output, _tokenizer, _shared, _prompts, _unique, _tools })
        {
            command.Add(option);
        }
    }

    /// <exception cref="RefusedException">Something cannot be read.</exception>
    public LoadWorkload Read(ParseResult parsed)
    {
        var (input, output) = (parsed.GetValue(_input)!, parsed.GetValue(_output)!);
        return new()
        {
            InputTokens = Whole(input) ?? Usual,
            InputLengths = Whole(input) is null ? input : null,
            OutputTokens = Whole(output) ?? Usual,
            OutputLengths = Whole(output) is null ? output : null,
            Tokenizer = parsed.GetValue(_tokenizer),
            SharedPrefixTokens = parsed.GetValue(_shared),
            Prompts = parsed.GetValue(_prompts) is { } prompts ? Held(prompts, PromptFile.Read) : null,
            Unique = parsed.GetValue(_unique),
            Tools = parsed.GetValue(_tools) is { } tools ? Held(tools, PromptFile.ReadTools) : null,
        };
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) ? tokens : null;

    private static IReadOnlyList<T> Held<T>(string file, Func<string, ReadOnlySpan<byte>, IReadOnlyList<T>> read)
    {
        try
        {
            return new FileInfo(file).Length > PromptFile.MostBytes
                ? throw new RefusedException($"{file} is larger than {PromptFile.MostBytes >> 20} MiB; take fewer or shorter prompts.")
                : read(file, File.ReadAllBytes(file));
        }
        catch (PromptFileException ex)
        {
            throw new RefusedException(ex.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be read: {unreadable.Message}");
        }
    }
}
