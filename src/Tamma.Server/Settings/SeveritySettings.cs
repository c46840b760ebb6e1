using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Severities;
using static Tamma.Server.Settings.SettingKind;

namespace Tamma.Server.Settings;

/// <summary>The section <c>notifications.severity</c>: rules of the operator's own, in the order in which they are written.</summary>
internal static class SeveritySettings
{
    private const string Section = "notifications.severity.";

    public static ImmutableArray<SettingKey> Keys { get; } =
    [
        new(Section + "<name>.when", EventCondition, "", "A rule of your own for how much events matter, asked before those of docs/live.md: a filter of events. The first that is true decides."),
        new(Section + "<name>.is", SettingKind.Severity, "", "What such events are: `info`, `notice`, `warning`, `critical`."),
        new(Section + "<name>.reason", Text, "none", "Why, for whoever reads the rules."),
    ];

    public static SeverityRules Read(SettingSet settings)
    {
        var own = ImmutableArray.CreateBuilder<SeverityRule>();
        foreach (var (name, first) in settings.NamesUnder(Section))
        {
            var (when, level) = (settings.Get<EventFilter>($"{Section}{name}.when"), settings.GetValue<Severity>($"{Section}{name}.is"));
            if (when is not null && level is { } severity)
            {
                own.Add(new(name, when, severity, settings.Get<string>($"{Section}{name}.reason") ?? "The operator says so."));
            }
            else if (!settings.Mistakes.Exists(mistake => mistake.Place == first.Place || mistake.Written.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                // A part that is there and wrong has been named already.
                settings.Mistakes.Add(new(first.Written, first.Place, $"is not a whole rule: {Section}{name}.{(when is null ? "when" : "is")} is missing; write for example when: tags has prod and type = model_removed, and is: critical"));
            }
        }

        return own.Count == 0 ? SeverityRules.Default : SeverityRules.With(own);
    }

    /// <returns>The condition, or what is wrong with it.</returns>
    public static (object? Value, string? Wrong) ReadCondition(string text)
    {
        var (when, wrong) = SeverityRule.ReadCondition(text);
        return (when, wrong);
    }

    /// <returns>The severity, or what is wrong with it.</returns>
    public static (object? Value, string? Wrong) ReadSeverity(string text) =>
        Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && Enum.IsDefined(severity) && !char.IsAsciiDigit(text[0])
            ? (severity, null)
            : (null, $"'{text}' is no severity; write info, notice, warning or critical");
}
