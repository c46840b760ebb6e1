using System.Globalization;
using Tamma.Client;
using Tamma.Perf.Search.Speed;

namespace Tamma.Perf.Search.Http;

/// <summary>
/// The drawn queries as a client of the REST surface asks them: each a page with six facets over all models. A third are words alone, a third
/// words with two conditions, a third conditions alone, cheapest first; of the conditions half are parameters and half the filter language.
/// </summary>
internal static class HttpQueries
{
    private const int Each = 250;
    private static readonly SpeedClass[] s_classes = [SpeedClass.Text, SpeedClass.Faceted, SpeedClass.Browse];

    public static IReadOnlyList<ModelSearchRequest> From(IEnumerable<SpeedQuery> drawn)
    {
        var queries = drawn.ToList();
        return [.. s_classes.SelectMany(kind => queries.Where(query => query.Class == kind).Take(Each)).Select(Request).Distinct().OrderBy(Shuffled)];
    }

    /// <summary>Questions for what words mean, by the glossary and by examples, half each.</summary>
    public static IReadOnlyList<ModelSearchRequest> Meant(IEnumerable<SpeedQuery> drawn) =>
        [.. drawn.Where(query => query.Class is SpeedClass.Glossary or SpeedClass.Example).Select(Request).Distinct().OrderBy(Shuffled)];

    /// <summary>The request's path and query.</summary>
    public static string Address(ModelSearchRequest request)
    {
        IEnumerable<(string Name, string? Value)> parameters =
        [
            ("q", request.Q), ("filter", request.Filter), ("providers", Joined(request.Providers)), ("input_modalities", Joined(request.InputModalities)),
            ("supported_parameters", Joined(request.SupportedParameters)), ("context", request.Context?.ToString(CultureInfo.InvariantCulture)),
            ("max_price", request.MaxPrice?.ToString(CultureInfo.InvariantCulture)), ("scope", request.Scope), ("sort", request.Sort), ("facets", Joined(request.Facets)),
        ];
        return "/api/v1/search?" + string.Join('&', parameters.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
    }

    private static ModelSearchRequest Request(SpeedQuery query, int number)
    {
        var asked = new ModelSearchRequest
        {
            Q = query.Text.Length > 0 ? query.Text : null,
            Scope = "all",
            Sort = query.Class is SpeedClass.Browse ? "cost.input" : null,
            Facets = SpeedQuery.Facets,
        };
        return !query.HasConditions ? asked : number % 2 == 0 ? asked with { Filter = Filter(query) } : asked with
        {
            Providers = query.Provider is { } provider ? [provider] : null,
            InputModalities = query.Takes is { } takes ? [takes] : null,
            SupportedParameters = query.Tools || query.Reasoning ? [.. query.Tools ? ["tools"] : Array.Empty<string>(), .. query.Reasoning ? ["reasoning"] : Array.Empty<string>()] : null,
            Context = query.Context,
            MaxPrice = (decimal?)query.Input,
        };
    }

    private static string Filter(SpeedQuery query) => string.Join(" and ", new[]
    {
        query.Provider is { } provider ? $"provider = \"{provider}\"" : null,
        query.Takes is { } takes ? $"modalities.input has {takes}" : null,
        query.Tools ? "tool_call" : null,
        query.Reasoning ? "reasoning" : null,
        query.Context is { } context ? string.Create(CultureInfo.InvariantCulture, $"context>={context}") : null,
        query.Input is { } input ? string.Create(CultureInfo.InvariantCulture, $"cost.input<={input}") : null,
    }.OfType<string>());

    private static string? Joined(IReadOnlyList<string>? words) => words is null ? null : string.Join(',', words);

    /// <summary>The same order at every run, in which kinds are mixed.</summary>
    private static uint Shuffled(ModelSearchRequest request) => Address(request).Aggregate(2_166_136_261u, static (hash, letter) => unchecked((hash ^ letter) * 16_777_619));
}
