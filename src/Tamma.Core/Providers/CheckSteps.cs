using System.Collections.Immutable;
using System.Globalization;

namespace Tamma.Providers;

/// <summary>The steps of one test as they are taken, and the sentence at its end.</summary>
internal sealed class CheckSteps(string connection)
{
    private static readonly ImmutableArray<string> s_order = ["credential", "name", "address", "proxy", "connect", "tls", "http", "authorised", "path", "list", "models"];

    private readonly Dictionary<string, CheckStep> _taken = new(StringComparer.Ordinal);

    /// <summary>The first that is not taken yet.</summary>
    public string Next => s_order.FirstOrDefault(name => !_taken.ContainsKey(name)) ?? s_order[^1];

    public void Pass(string name, string detail) => _taken[name] = new(name, CheckOutcome.Passed, detail);

    public void Skip(string name, string detail) => _taken[name] = new(name, CheckOutcome.Skipped, detail);

    public ConnectionCheckResult Fail(string name, string what, string remedy, Uri? suggested = null)
    {
        _taken[name] = new(name, CheckOutcome.Failed, what);
        return new(Ok: false, $"{connection}: {what.TrimEnd('.', '?')}; {remedy}{(remedy.EndsWith('?') ? "" : ".")}", Models: null, suggested, All("not reached"));
    }

    public ConnectionCheckResult Done(int models)
    {
        Pass("http", "it answers");
        Pass("authorised", "it lets us in");
        Pass("path", "the list is there");
        Pass("list", "the answer is a list of models");
        var count = string.Create(CultureInfo.InvariantCulture, $"{models:N0} {(models == 1 ? "model" : "models")}");
        Pass("models", count);
        return new(Ok: true, $"{connection}: works; {count}.", models, Suggested: null, All("not needed"));
    }

    /// <summary>It works, and a whole list takes longer than a test may.</summary>
    public ConnectionCheckResult Enough()
    {
        Skip("models", "the whole list takes longer than 10 s");
        return new(Ok: true, $"{connection}: works; its whole list takes longer than the 10 s of a test.", Models: null, Suggested: null, All("not needed"));
    }

    private ImmutableArray<CheckStep> All(string otherwise) => [.. s_order.Select(name => _taken.GetValueOrDefault(name) ?? new(name, CheckOutcome.Skipped, otherwise))];
}
