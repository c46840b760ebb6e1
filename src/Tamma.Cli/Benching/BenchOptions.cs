using System.CommandLine;
using System.Security.Cryptography;
using Tamma.Cli.Connecting;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>What a run is told on the command line.</summary>
internal sealed class BenchOptions
{
    private const long LargestKey = 64 * 1024;

    private readonly Option<string?> _model = new("--model") { Description = "With an address: the model, as the server calls it.", HelpName = "id" };
    private readonly Option<string> _protocol = new("--protocol") { Description = "openai (default), responses, anthropic, gemini or ollama.", HelpName = "name", DefaultValueFactory = _ => "openai" };
    private readonly Option<string?> _key = new("--key") { Description = "Where the key is: env:NAME or file:PATH. Never the key itself.", HelpName = "reference" };
    private readonly WorkloadOptions _workload = new();
    private readonly Option<int?> _seed = new("--seed") { Description = "The same gives the same prompts and arrivals, which a cache may then know. Default: another each time, named in the report.", HelpName = "n" };
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
        foreach (var option in (Option[])[_model, _protocol, _key, .. Load.All, _seed, _whole, _cold, _ttft, _tpot, _e2e, _samples, .. Documents.All])
        {
            command.Add(option);
        }

        _workload.AddTo(command);
    }

    /// <summary>The plan of one load; those of a sweep differ in nothing else.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="url">Where the server is.</param>
    /// <param name="load">How it is asked.</param>
    /// <exception cref="RefusedException">Something cannot be read.</exception>
    public LoadPlan Read(ParseResult parsed, Uri url, LoadArrivals load)
    {
        var plan = new LoadPlan
        {
            Url = url,
            Model = parsed.GetValue(_model) ?? "",
            Protocol = parsed.GetValue(_protocol)!,
            Key = parsed.GetValue(_key) is { } reference ? KeyAt(reference) : null,
            Stream = !parsed.GetValue(_whole),
            Preconnect = !parsed.GetValue(_cold),
            Load = load,
            Workload = _workload.Read(parsed),
            Objectives = new() { Ttft = parsed.GetValue(_ttft), Tpot = parsed.GetValue(_tpot), E2e = parsed.GetValue(_e2e) },
            Seed = parsed.GetValue(_seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
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

    private static string[] Lines(string file)
    {
        try
        {
            return new FileInfo(file).Length > LargestKey ? throw new RefusedException($"{file} is larger than {LargestKey >> 10} KiB; a key is shorter.") : File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be read: {unreadable.Message}");
        }
    }
}
