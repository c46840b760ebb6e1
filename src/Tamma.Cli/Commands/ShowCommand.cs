using System.CommandLine;
using System.Text.Json;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Shows one model: what is known, who says so, and how it came to be.</summary>
internal static class ShowCommand
{
    /// <summary>Shown as unknown when nobody states them; the rest is left out.</summary>
    private static readonly string[] s_expected =
        ["limit.context", "limit.output", "cost.input", "cost.output", "tool_call", "reasoning", "structured_output"];

    private static readonly Dictionary<string, string> s_none = new(StringComparer.Ordinal);

    private static readonly HashSet<string> s_apart = new(["offers", "origins", "capabilities"], StringComparer.Ordinal);

    public static Command Create()
    {
        var key = new Argument<string>("key") { Description = "provider/model, as tamma models prints it." };
        var versions = new Option<bool>("--versions") { Description = "Every version, newest first." };
        var facts = new Option<bool>("--facts") { Description = "Who claims each value, since when, and which claims lost." };
        var hosts = new Option<bool>("--hosts") { Description = "The hosts that serve it now, as OpenRouter states them." };
        var asOf = new Option<string?>("--as-of") { Description = "What the catalogue said then: a time, a day, monday, 2d, or a position.", HelpName = "when" };
        var verb = new Verb(
            "show",
            "Show everything that is known of a model.",
            "tamma show openai/gpt-5 --facts",
            "tamma show openai/gpt-5 --as-of 2026-11-20") { key, versions, facts, hosts, asOf };
        verb.Runs(async (session, cancellationToken) =>
        {
            var model = session.Parsed.GetRequiredValue(key);
            var when = session.Parsed.GetValue(asOf) is { } text ? Since.Read(text, session.Time).ToAsOf() : null;
            var (wantsVersions, wantsFacts) = (session.Parsed.GetValue(versions), session.Parsed.GetValue(facts));
            if (session.Parsed.GetValue(hosts))
            {
                await (wantsVersions || wantsFacts || when is not null
                    ? throw new RefusedException("--hosts is an answer of its own, about now. Ask for it alone.")
                    : HostSheet.PrintAsync(session, model, cancellationToken));
                return ExitCodes.Succeeded;
            }

            await ((wantsVersions, wantsFacts) switch
            {
                (true, true) => throw new RefusedException("--versions and --facts are two answers. Ask for one."),
                (true, _) when when is not null => throw new RefusedException("--versions shows all times; --as-of one of them."),
                (true, _) => PrintVersionsAsync(session, model, cancellationToken),
                (_, true) => PrintFactsAsync(session, model, when, cancellationToken),
                _ => PrintModelAsync(session, model, when, cancellationToken),
            });
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static async Task PrintModelAsync(Session session, string key, string? asOf, CancellationToken cancellationToken)
    {
        var model = await session.Client.GetModelAsync(key, include: "origins,capabilities", asOf, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(model, TammaJson.Default.ModelResponse);
            return;
        }

        var sheet = new Sheet("Field", "Value", "Source", "Since");
        foreach (var (field, value) in FieldsOf(model))
        {
            var origin = model.Origins?.GetValueOrDefault(RegisteredName(field));
            var since = origin is null ? "" : $"{origin.Since:yyyy-MM-dd}{(origin.Disputed is true ? " disputed" : "")}";
            sheet.Add(field, Figures.Value(field, value), origin?.Source ?? "", since);
        }

        foreach (var known in (model.Capabilities ?? s_none).GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).OrderByDescending(group => group.Key, StringComparer.Ordinal))
        {
            sheet.Add($"capabilities.{known.Key}", string.Join(", ", known), "", "");
        }

        foreach (var offer in model.Offers ?? [])
        {
            var terms = $"{offer.Access}, context {Figures.Tokens(offer.Limit?.Context)}, in {Figures.Price(offer.Cost?.Input)}, out {Figures.Price(offer.Cost?.Output)}";
            sheet.Add($"offers.{offer.Connection}", terms, "", offer.MissingSince is { } missing ? $"missing since {Figures.Time(missing)}" : "");
        }

        session.Output.Print(sheet);
    }

    private static async Task PrintFactsAsync(Session session, string key, string? asOf, CancellationToken cancellationToken)
    {
        var facts = await session.Client.GetFactsAsync(key, asOf, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(facts, TammaJson.Default.FactsResponse);
            return;
        }

        var sheet = new Sheet("Field", "Value", "Source", "Since", ">Confidence", "Why not");
        foreach (var fact in facts.Facts)
        {
            sheet.Add(fact.Field, Figures.Value(fact.Field, fact.Value), fact.Source, $"{fact.Since:yyyy-MM-dd}", $"{fact.Confidence}", fact.Disputed ? "disputed" : "");
            foreach (var loser in fact.Losers)
            {
                sheet.Add($"  {fact.Field}", Figures.Value(fact.Field, loser.Value), loser.Source, $"{loser.Since:yyyy-MM-dd}", "", loser.Why);
            }

            if (fact.Held is { } held)
            {
                sheet.Add($"  {fact.Field}", Figures.Value(fact.Field, held.Proposed), "", "", "", $"held by review {held.Review}");
            }
        }

        session.Output.Print(sheet);
    }

    private static async Task PrintVersionsAsync(Session session, string key, CancellationToken cancellationToken)
    {
        var page = await session.Client.GetVersionsAsync(key, cancellationToken: cancellationToken);
        var versions = page.Data.ToList();
        while (page.NextCursor is { } cursor)
        {
            page = await session.Client.GetVersionsAsync(key, cursor: cursor, cancellationToken: cancellationToken);
            versions.AddRange(page.Data);
        }

        if (session.Output.Json)
        {
            session.Output.Document(page with { Data = versions }, TammaJson.Default.VersionList);
            return;
        }

        var sheet = new Sheet(">Version", "From", "To", "State", "Changed");
        foreach (var (version, before) in versions.Zip(versions.Skip(1).Append(null)))
        {
            sheet.Add(
                $"{version.Version}",
                Figures.Time(version.ValidFrom),
                version.ValidTo is { } end ? Figures.Time(end) : "",
                Figures.Text(version.Model.Availability),
                before is null ? "" : Differences(before.Model, version.Model));
        }

        session.Output.Print(sheet);
    }

    private static string Differences(ModelResponse before, ModelResponse after)
    {
        var (old, now) = (Values(before), Values(after));
        return string.Join("; ", old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(field => (Field: field, Old: Figures.Value(field, old.GetValueOrDefault(field)), New: Figures.Value(field, now.GetValueOrDefault(field))))
            .Where(change => change.Old != change.New)
            .Select(change => $"{change.Field} {change.Old} → {change.New}"));

        static Dictionary<string, JsonElement?> Values(ModelResponse model) =>
            FieldsOf(model with { Version = null, Since = null, Position = null }).DistinctBy(pair => pair.Field, StringComparer.Ordinal).ToDictionary(pair => pair.Field, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>The model's members under dotted paths, in the order of the wire.</summary>
    private static IEnumerable<(string Field, JsonElement? Value)> FieldsOf(ModelResponse model)
    {
        var known = Flatten("", JsonSerializer.SerializeToElement(model, TammaJson.Default.ModelResponse)).ToList();
        return
        [
            .. known.Select(pair => (pair.Field, (JsonElement?)pair.Value)),
            .. s_expected.Where(field => !known.Exists(pair => pair.Field == field)).Select(field => (field, (JsonElement?)null)),
        ];
    }

    /// <summary>Two fields stand elsewhere on the wire than in the registry, where their names would clash.</summary>
    private static string RegisteredName(string field) => field switch
    {
        "interleaved_field" => "interleaved.field",
        _ when field.StartsWith("provider_override.", StringComparison.Ordinal) => field.Replace("provider_override.", "provider.", StringComparison.Ordinal),
        _ => field,
    };

    private static IEnumerable<(string Field, JsonElement Value)> Flatten(string path, JsonElement value) =>
        value.EnumerateObject().Where(member => path is not "" || !s_apart.Contains(member.Name)).SelectMany(member =>
            (member.Value.ValueKind, $"{path}{member.Name}") switch
            {
                (JsonValueKind.Object, var name) => Flatten($"{name}.", member.Value),
                (_, "lifecycle.findings") => member.Value.EnumerateArray().Select(finding => ($"lifecycle.{finding.GetProperty("code").GetString()}", finding.GetProperty("sentence"))),
                (_, var name) => [(name, member.Value)],
            });
}
