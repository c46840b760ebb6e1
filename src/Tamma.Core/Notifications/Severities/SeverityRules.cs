using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Severities;

/// <summary>How much events matter, as data: the first rule that is true of an event decides; of what no rule is true, it is <see cref="Severity.Info"/>.</summary>
/// <param name="All">In their order: the operator's own, then <c>severities.json</c>.</param>
public sealed record SeverityRules(ImmutableArray<SeverityRule> All)
{
    public static SeverityRules Default { get; } = new(Read());

    /// <summary>These rules before ours.</summary>
    public static SeverityRules With(IEnumerable<SeverityRule> own) => new([.. own, .. Default.All]);

    /// <summary>The rule that decides; null where none does.</summary>
    public SeverityRule? Find(EventRow row)
    {
        foreach (var rule in All)
        {
            if (rule.When.Matches(row))
            {
                return rule;
            }
        }

        return null;
    }

    public Severity Of(EventRow row) => Find(row)?.Severity ?? Severity.Info;

    private static ImmutableArray<SeverityRule> Read()
    {
        using var data = typeof(SeverityRules).Assembly.GetManifestResourceStream("Tamma.Notifications.Severities.severities.json")!;
        return [.. System.Text.Json.JsonSerializer.Deserialize(data, SeverityJson.Default.StatedSeverityArray)!.Select(Rule)];
    }

    private static SeverityRule Rule(StatedSeverity stated) => SeverityRule.ReadCondition(stated.When) is { When: { } when }
        ? new(stated.Name, when, stated.Severity, stated.Reason)
        : throw new InvalidDataException($"severities.json: {stated.Name} {SeverityRule.ReadCondition(stated.When).Wrong}");
}

/// <summary>A rule as it is written.</summary>
internal sealed record StatedSeverity(string Name, string When, Severity Severity, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StatedSeverity[]))]
internal sealed partial class SeverityJson : JsonSerializerContext;
