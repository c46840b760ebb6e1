using System.Collections.Immutable;
using Tamma.Catalog.Conflicts;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>Reads an order of belief as an operator writes it: <c>account, baseline, models_dev</c>.</summary>
public static class ResolutionPolicyText
{
    /// <summary>The groups that an operator may rank sources for; what the operator keeps beside the facts nobody else speaks of.</summary>
    public static ImmutableArray<FieldGroup> Groups { get; } = [.. Enum.GetValues<FieldGroup>().Where(group => group is not FieldGroup.Operator)];

    /// <returns>The order, or what is wrong with the text in words that follow the setting's name.</returns>
    public static (ImmutableArray<Standing>? Order, string? Wrong) Read(string text)
    {
        var order = ImmutableArray.CreateBuilder<Standing>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Standings.Find(word) is not { } standing)
            {
                return (null, $"'{word}' is no standing; there is: {string.Join(", ", Standings.All.Select(known => known.Name))}");
            }

            if (order.Contains(standing))
            {
                return (null, $"names '{Standings.NameOf(standing)}' twice");
            }

            order.Add(standing);
        }

        return order.Count is 0
            ? (null, "names nothing; write standings with commas between them, the most believed first, or leave it out")
            : (order.DrainToImmutable(), null);
    }

    /// <summary>The name of a group's setting: <c>policy.price</c>.</summary>
    public static string SettingOf(FieldGroup group) => $"policy.{GroupNames.Of(group)}";
}
