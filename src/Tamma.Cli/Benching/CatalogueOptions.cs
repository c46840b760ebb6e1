using System.CommandLine;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>What only a model of the catalogue is measured with: through which connection, and who pays.</summary>
internal sealed class CatalogueOptions
{
    private readonly Option<string?> _connection = new("--connection") { Description = "With a key: through this connection.", HelpName = "id" };
    private readonly Option<decimal?> _budget = new("--budget") { Description = "With a key: most that it may cost. Giving it is your consent to pay.", HelpName = "dollars" };
    private readonly Option<long?> _cap = new("--token-cap") { Description = "With a key whose price nobody knows: most tokens, in and out.", HelpName = "n" };
    private readonly Option<bool> _quota = new("--use-quota") { Description = "With a key that a plan pays: use up what that includes." };
    private readonly Option<bool> _dry = new("--dry-run") { Description = "With a key: say what it would cost at most; send nothing." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _connection, _budget, _cap, _quota, _dry })
        {
            command.Add(option);
        }
    }

    public bool IsDry(ParseResult parsed) => parsed.GetValue(_dry);

    public BenchmarkRequest Read(ParseResult parsed, string key, LoadPlan plan) => new()
    {
        Model = key,
        Connection = parsed.GetValue(_connection),
        Load = plan.Load,
        Workload = plan.Workload,
        Seconds = plan.Seconds,
        Requests = plan.Requests,
        WarmupSeconds = plan.WarmupSeconds,
        TimeoutSeconds = plan.TimeoutSeconds,
        Objectives = plan.Objectives,
        Seed = plan.Seed,
        Stream = plan.Stream,
        Budget = parsed.GetValue(_budget),
        TokenCap = parsed.GetValue(_cap),
        UseQuota = parsed.GetValue(_quota),
        DryRun = parsed.GetValue(_dry),
    };
}
