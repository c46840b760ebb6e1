using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>A filter that the server could not read, with a line under it that points to the place.</summary>
internal static class FilterMistake
{
    private const string InvalidFilter = "urn:tamma:problem:invalid_filter";

    public static bool IsOne(TammaException wrong) => wrong.ProblemType == InvalidFilter && Place(wrong, "position") is not null && Place(wrong, "length") is not null;

    /// <param name="session">Where to show it.</param>
    /// <param name="wrong">What the server says.</param>
    /// <param name="filter">What was sent.</param>
    public static RefusedException Shown(Session session, TammaException wrong, string? filter)
    {
        session.Output.Note(Pointed.At(filter ?? "", Place(wrong, "position") ?? 0, Place(wrong, "length") ?? 1));
        return new(wrong.Message);
    }

    /// <summary>Which of several filters it is; null where there was one.</summary>
    public static int? ItemOf(TammaException wrong) => Place(wrong, "item");

    private static int? Place(TammaException wrong, string name) =>
        wrong.Members.TryGetValue(name, out var value) && value.TryGetInt32(out var place) ? place : null;
}
