using System.CommandLine;
using System.Security.Cryptography;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>What a run is told on the command line.</summary>
internal sealed class BenchOptions
{
    private const int FewRequests = 30;
    private const long LargestKey = 64 * 1024;

    private readonly Option<string?> _model = new("--model") { Description = "With an address: the model, as the server calls it.", HelpName = "id" };
    private readonly Option<string> _protocol = new("--protocol") { Description = "openai (default), responses, anthropic, gemini or ollama.", HelpName = "name", DefaultValueFactory = _ => "openai" };
    private readonly Option<string?> _key = new("--key") { Description = "Where the key is: env:NAME or file:PATH. Never the key itself.", HelpName = "reference" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "So many at once, the next when one ends. Default: 1.", HelpName = "n" };
    private readonly Option<double?> _rate = new("--rate") { Description = "So many a second, whatever the server makes of it.", HelpName = "n" };
    private readonly Option<string> _arrival = new("--arrival") { Description = "With a rate: poisson (default) or constant.", HelpName = "how", DefaultValueFactory = _ => "poisson" };
    private readonly Option<int?> _requests = new("--requests") { Description = $"End after so many. Default: {FewRequests}, without --duration.", HelpName = "n" };
    private readonly Option<string?> _duration = new("--duration") { Description = "End after 60s, 2m, 1h; what is under way then is cut.", HelpName = "time" };
    private readonly Option<string?> _warmup = new("--warmup") { Description = "Load before what is measured. Default: 0s.", HelpName = "time" };
    private readonly Option<string?> _ramp = new("--ramp") { Description = "Begin the streams within this time and not all at once.", HelpName = "time" };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Longest wait for a whole answer. Default: 5m.", HelpName = "time" };
    private readonly WorkloadOptions _workload = new();
    private readonly Option<int?> _seed = new("--seed") { Description = "The same gives the same prompts and arrivals, which a cache may then know. Default: another each time, named in the report.", HelpName = "n" };
    private readonly Option<bool> _whole = new("--no-stream") { Description = "Ask for whole answers; no token has a time then." };
    private readonly Option<bool> _cold = new("--no-preconnect") { Description = "Open no connections beforehand, by one cheap request on each." };
    private readonly Option<double?> _ttft = new("--slo-ttft") { Description = "Good is a first token within so many milliseconds.", HelpName = "ms" };
    private readonly Option<double?> _tpot = new("--slo-tpot") { Description = "Good is a token each so many milliseconds.", HelpName = "ms" };
    private readonly Option<double?> _e2e = new("--slo-e2e") { Description = "Good is an answer within so many milliseconds.", HelpName = "ms" };
    private readonly Option<string?> _samples = new("--samples") { Description = "Write the raw samples here, one JSON object a line.", HelpName = "file" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _protocol, _key, _concurrency, _rate, _arrival, _requests, _duration, _warmup, _ramp, _timeout, _seed, _whole, _cold, _ttft, _tpot, _e2e, _samples })
        {
            command.Add(option);
        }

        _workload.AddTo(command);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="url">Where the server is.</param>
    /// <exception cref="RefusedException">Something cannot be read.</exception>
    public LoadPlan Read(ParseResult parsed, Uri url)
    {
        var (rate, seconds) = (parsed.GetValue(_rate), Seconds(parsed, _duration));
        return new()
        {
            Url = url,
            Model = parsed.GetValue(_model) ?? "",
            Protocol = parsed.GetValue(_protocol)!,
            Key = parsed.GetValue(_key) is { } reference ? KeyAt(reference) : null,
            Stream = !parsed.GetValue(_whole),
            Preconnect = !parsed.GetValue(_cold),
            Load = new()
            {
                Concurrency = parsed.GetValue(_concurrency) ?? (rate is null ? 1 : null),
                Rate = rate,
                Arrival = parsed.GetValue(_arrival)!,
                RampSeconds = Seconds(parsed, _ramp) ?? 0,
            },
            Workload = _workload.Read(parsed),
            Seconds = seconds,
            Requests = parsed.GetValue(_requests) ?? (seconds is null ? FewRequests : null),
            WarmupSeconds = Seconds(parsed, _warmup) ?? 0,
            TimeoutSeconds = Seconds(parsed, _timeout) ?? 300,
            Objectives = new() { Ttft = parsed.GetValue(_ttft), Tpot = parsed.GetValue(_tpot), E2e = parsed.GetValue(_e2e) },
            Seed = parsed.GetValue(_seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            SamplesFile = parsed.GetValue(_samples) is { } samples ? Path.GetFullPath(samples) : null,
        };
    }

    private static double? Seconds(ParseResult parsed, Option<string?> option) => Durations.Seconds(parsed.GetValue(option));

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
