using System.CommandLine;
using System.Text.Json;
using Tamma.Cli.Connecting;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>What a run is told on the command line.</summary>
internal sealed class BenchOptions
{
    private const long LargestPrompts = 256 * 1024 * 1024;

    private readonly Option<string> _model = new("--model") { Description = "As the server calls it.", HelpName = "id", Required = true };
    private readonly Option<string> _protocol = new("--protocol") { Description = "openai (default), responses, anthropic, gemini or ollama.", HelpName = "name", DefaultValueFactory = _ => "openai" };
    private readonly Option<string?> _key = new("--key") { Description = "Where the key is: env:NAME or file:PATH. Never the key itself.", HelpName = "reference" };
    private readonly Option<int> _input = new("--input-tokens") { Description = "Length of a prompt, estimated at four characters a token. Default: 100.", HelpName = "n", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _output = new("--output-tokens") { Description = "Most tokens of an answer. Default: 100.", HelpName = "n", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _shared = new("--shared-prefix") { Description = "Tokens that all prompts begin with, to measure a cache. Without it no two begin alike.", HelpName = "n" };
    private readonly Option<string?> _prompts = new("--prompts") { Description = "Prompts of your own: a text a line, or JSON lines with \"prompt\".", HelpName = "file" };
    private readonly Option<int> _seed = new("--seed") { Description = "The same gives the same prompts and arrivals. Default: 0.", HelpName = "n" };
    private readonly Option<bool> _whole = new("--no-stream") { Description = "Ask for whole answers; no token has a time then." };
    private readonly Option<bool> _cold = new("--no-preconnect") { Description = "Open no connections beforehand, by one cheap request on each." };
    private readonly Option<double?> _ttft = new("--slo-ttft") { Description = "Good is a first token within so many milliseconds.", HelpName = "ms" };
    private readonly Option<double?> _tpot = new("--slo-tpot") { Description = "Good is a token each so many milliseconds.", HelpName = "ms" };
    private readonly Option<double?> _e2e = new("--slo-e2e") { Description = "Good is an answer within so many milliseconds.", HelpName = "ms" };
    private readonly Option<string?> _samples = new("--samples") { Description = "Write the raw samples here, one JSON object a line.", HelpName = "file" };

    public LoadOptions Load { get; } = new();

    public DocumentOptions Documents { get; } = new();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_model, _protocol, _key, .. Load.All, _input, _output, _shared, _prompts, _seed, _whole, _cold, _ttft, _tpot, _e2e, _samples, .. Documents.All])
        {
            command.Add(option);
        }
    }

    /// <summary>The plan of one load; those of a sweep differ in nothing else.</summary>
    /// <exception cref="RefusedException">Something cannot be read.</exception>
    public LoadPlan Read(ParseResult parsed, string url, LoadArrivals load)
    {
        var plan = new LoadPlan
        {
            Url = Uri.TryCreate(url, UriKind.Absolute, out var address) && address!.Scheme is "http" or "https" ? address : throw new RefusedException($"'{url}' is no http address; write http://localhost:8000/v1."),
            Model = parsed.GetValue(_model)!,
            Protocol = parsed.GetValue(_protocol)!,
            Key = parsed.GetValue(_key) is { } reference ? KeyAt(reference) : null,
            Stream = !parsed.GetValue(_whole),
            Preconnect = !parsed.GetValue(_cold),
            Load = load,
            Workload = new()
            {
                InputTokens = parsed.GetValue(_input),
                OutputTokens = parsed.GetValue(_output),
                SharedPrefixTokens = parsed.GetValue(_shared),
                Prompts = parsed.GetValue(_prompts) is { } file ? Prompts(file) : null,
            },
            Objectives = new() { Ttft = parsed.GetValue(_ttft), Tpot = parsed.GetValue(_tpot), E2e = parsed.GetValue(_e2e) },
            Seed = parsed.GetValue(_seed),
            SamplesFile = parsed.GetValue(_samples) is { } samples ? Path.GetFullPath(samples) : null,
        };
        return Load.At(parsed, plan, load);
    }

    /// <summary>A key on the command line would stand in the list of processes and in the shell's history.</summary>
    private static string KeyAt(string reference)
    {
        if (reference.StartsWith("env:", StringComparison.Ordinal))
        {
            return Session.Variable(reference[4..]) ?? throw new RefusedException($"There is no key in {reference[4..]}.");
        }

        if (reference.StartsWith("file:", StringComparison.Ordinal))
        {
            return Lines(reference[5..]).FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? throw new RefusedException($"{reference[5..]} is empty.");
        }

        throw new RefusedException("--key takes env:NAME or file:PATH, and never the key itself.");
    }

    private static List<string> Prompts(string file)
    {
        List<string> prompts = [];
        foreach (var line in Lines(file).Where(line => line.Trim().Length > 0))
        {
            prompts.Add(line.TrimStart().StartsWith('{') ? PromptIn(line, prompts.Count + 1) : line);
        }

        return prompts is [] ? throw new RefusedException($"{file} holds no prompt.") : prompts;
    }

    private static string PromptIn(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("prompt", out var prompt) && prompt.ValueKind is JsonValueKind.String
                ? prompt.GetString()!
                : throw new RefusedException($"Prompt {number} has no text under \"prompt\".");
        }
        catch (JsonException ex)
        {
            throw new RefusedException($"Prompt {number} is no JSON: {ex.Message}");
        }
    }

    private static string[] Lines(string file)
    {
        try
        {
            return new FileInfo(file).Length > LargestPrompts ? throw new RefusedException($"{file} is larger than {LargestPrompts >> 20} MiB.") : File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be read: {unreadable.Message}");
        }
    }
}
