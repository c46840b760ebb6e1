using System.Collections.Immutable;

namespace Tamma.Providers;

/// <summary>What a test of a connection found.</summary>
/// <param name="Ok">Its models could be listed.</param>
/// <param name="Sentence">What is wrong and what to do, or what was found.</param>
/// <param name="Models">Null when they could not be counted.</param>
/// <param name="Suggested">A base URL that answers where the given one does not.</param>
public sealed record ConnectionCheckResult(bool Ok, string Sentence, int? Models, Uri? Suggested, ImmutableArray<CheckStep> Steps);

/// <param name="Name">Snake_case: <c>credential</c>, <c>name</c>, <c>address</c>, <c>proxy</c>, <c>connect</c>, <c>tls</c>, <c>http</c>, <c>authorised</c>, <c>path</c>, <c>list</c>, <c>models</c>.</param>
/// <param name="Detail">What was seen. No secret.</param>
public sealed record CheckStep(string Name, CheckOutcome Outcome, string Detail);

public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>Not taken: it has no meaning here, or an earlier one failed.</summary>
    Skipped,
}
