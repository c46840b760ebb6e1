using Tamma.Filters;

namespace Tamma.Server.Rest;

/// <summary>A filter that cannot be read, with the place in it.</summary>
internal static class FilterProblem
{
    /// <param name="error">What is wrong.</param>
    /// <param name="parameter">Which parameter or member held it.</param>
    /// <param name="item">Where that holds several: which of them, from 0.</param>
    public static Problem Of(FilterError error, string parameter, int? item = null)
    {
        var problem = ProblemKind.InvalidFilter.Because(error.Message)
            .With("parameter", parameter)
            .With("suggestions", error.Suggestions)
            .With("position", error.Position)
            .With("length", error.Length);
        return item is { } which ? problem.With("item", which) : problem;
    }
}
