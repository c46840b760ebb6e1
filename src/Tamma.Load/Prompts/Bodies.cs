using System.Globalization;
using System.Text;
using Tamma.Benchmarks.Statistics;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;

namespace Tamma.Load.Prompts;

/// <summary>
/// Bodies of requests, made before the window. Lengths are drawn once, for a number of forms; each request is a copy of one with a mark of its own near the
/// begin, so that no two begin alike and no prompt cache can answer one from another.
/// </summary>
internal sealed class Bodies
{
    private const int Forms = 64;

    /// <summary>Stands where each request has 16 hexadecimal digits of its own.</summary>
    private const string Mark = "{mark-of-request}";

    private readonly List<(byte[] Body, int At)> _forms = [];
    private readonly ulong _seed;

    public Bodies(LoadPlan plan, ChatProtocol protocol)
    {
        _seed = (uint)plan.Seed;
        var dice = new SeededDice(_seed);
        var shared = plan.Workload.SharedPrefixTokens > 0 ? Filler.Of(plan.Workload.SharedPrefixTokens, dice) + "\n" : "";
        var own = plan.Workload.Prompts;
        for (var form = 0; form < (own?.Count ?? Forms); form++)
        {
            var prompt = own is not null ? own[form] : $"{shared}Request {Mark}. {Filler.Of(Length(plan.Workload, dice), dice)}\nWrite a long story about this.";
            var body = ChatRequests.Body(protocol, new() { Model = plan.Model, Prompt = prompt, MaxTokens = plan.Workload.OutputTokens, Stream = plan.Stream, Seed = plan.Seed }, Dialect(plan)).ToArray();
            _forms.Add((body, body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Mark))));
        }
    }

    /// <summary>The largest that there is, in bytes.</summary>
    public int Longest => _forms.Max(form => form.Body.Length);

    /// <summary>Of one request: the same for the same seed and index.</summary>
    public ReadOnlyMemory<byte> Of(int index)
    {
        var (form, at) = _forms[index % _forms.Count];
        if (at < 0)
        {
            // Somebody's own prompt is sent as it is.
            return form;
        }

        var body = form.ToArray();
        var mark = new SeededDice((_seed << 32) ^ (uint)index).Next().ToString("x16", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes($"{mark} ", body.AsSpan(at, Mark.Length));
        return body;
    }

    private static ChatDialect? Dialect(LoadPlan plan) => plan.Dialect is not { } dialect ? null : new()
    {
        CompletionTokens = dialect.CompletionTokens,
        IncludeUsage = dialect.IncludeUsage,
        NoObfuscation = dialect.NoObfuscation,
        FewestTokens = dialect.FewestTokens,
    };

    /// <summary>Normal by the sum of twelve fractions, cut at one token and at four deviations.</summary>
    private static int Length(LoadWorkload workload, SeededDice dice)
    {
        var normal = -6.0;
        for (var i = 0; i < 12; i++)
        {
            normal += dice.Fraction();
        }

        return Math.Max(1, (int)Math.Round(workload.InputTokens + (Math.Clamp(normal, -4, 4) * workload.InputDeviation)));
    }
}
