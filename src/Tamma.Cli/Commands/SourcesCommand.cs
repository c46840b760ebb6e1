using System.Collections.Frozen;
using System.CommandLine;
using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists who makes claims, and how each fares; or all that is known of one of them.</summary>
internal static class SourcesCommand
{
    public static Command Create()
    {
        var named = new Argument<string?>("source") { Description = "One of them, with all that is known: its address, what it says that has no field, the rules that were applied.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("sources", "List the sources: what each lists, when it last answered, what is wrong, what is off.", "tamma sources", "tamma sources litellm") { named };
        verb.Runs(async (session, cancellationToken) =>
        {
            var list = await session.Client.ListSourcesAsync(cancellationToken);
            if (session.Parsed.GetValue(named) is { } name)
            {
                var one = list.Data.FirstOrDefault(source => source.Id == name || source.Id == $"connection:{name}")
                    ?? throw new RefusedException($"No source is called '{name}'. There is: {string.Join(", ", list.Data.Select(source => source.Id))}");
                list = list with { Data = [one] };
                if (!session.Output.Json)
                {
                    session.Output.Print(Of(one));
                    return ExitCodes.Succeeded;
                }
            }

            if (session.Output.Json)
            {
                session.Output.Document(list, TammaJson.Default.SourceList);
                return ExitCodes.Succeeded;
            }

            session.Output.Print(All(list.Data));
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Sheet All(IEnumerable<SourceResponse> sources)
    {
        var sheet = new Sheet("Source", "State", ">Models", ">Claims", "Last good run", "Next run", "Every", "Listings", ">Unknown", ">Rules", "Where", "What is wrong");
        foreach (var source in sources)
        {
            sheet.Add(
                source.Id,
                State(source),
                Figures.Count(source.Models),
                Figures.Count(source.Claims),
                Figures.Time(source.LastSuccess),
                source.NextRun is null ? "" : Figures.Time(source.NextRun),
                Every(source),
                source.Listings ?? "",
                Sum(source.UnknownFields),
                Sum(source.Rules),
                source.Url,
                source.State is "ok" && source.HeldBy is null ? "" : source.Sentence ?? source.Fault ?? "");
        }

        return sheet;
    }

    private static Sheet Of(SourceResponse source)
    {
        var sheet = new Sheet("What", "Value");
        sheet.Add("source", source.Id);
        sheet.Add("state", State(source));
        sheet.Add("where", source.Url);
        sheet.Add("every", Every(source));
        sheet.Add("listings", source.Listings ?? "");
        sheet.Add("models", Figures.Count(source.Models));
        sheet.Add("claims", Figures.Count(source.Claims));
        sheet.Add("wait for removal", Figures.Count(source.PendingMissing));
        sheet.Add("last good run", Figures.Time(source.LastSuccess));
        sheet.Add("confirmed", Figures.Time(source.ConfirmedAt));
        sheet.Add("next run", source.NextRun is null ? "" : Figures.Time(source.NextRun));
        sheet.Add("same voice as", source.DerivesFrom ?? "");
        sheet.Add("shrink guard", source.HeldBy is { } review ? $"holds an answer: tamma review show {review}" : "holds nothing");
        sheet.Add("what is wrong", source.State is "ok" && source.HeldBy is null ? "" : source.Sentence ?? source.Fault ?? "");
        foreach (var (name, count) in source.UnknownFields ?? FrozenDictionary<string, int>.Empty)
        {
            sheet.Add($"unknown {name}", Figures.Count(count));
        }

        foreach (var (name, count) in source.Rules ?? FrozenDictionary<string, int>.Empty)
        {
            sheet.Add($"rule {name}", Figures.Count(count));
        }

        return sheet;
    }

    private static string State(SourceResponse source) => source switch
    {
        { State: "disabled" } => "off",
        { HeldBy: not null } => "held",
        _ => source.State,
    };

    private static string Every(SourceResponse source) => TimeSpan.FromSeconds(source.IntervalSeconds) switch
    {
        { Ticks: 0 } => "",
        { TotalDays: >= 1 } days when days.Ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{days.TotalDays:0}d"),
        { TotalHours: >= 1 } hours when hours.Ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0}h"),
        { TotalMinutes: >= 1 } minutes when minutes.Ticks % TimeSpan.TicksPerMinute == 0 => string.Create(CultureInfo.InvariantCulture, $"{minutes.TotalMinutes:0}m"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s"),
    };

    private static string Sum(IReadOnlyDictionary<string, int>? counts) => Figures.Count(counts?.Values.Sum() ?? 0);
}
