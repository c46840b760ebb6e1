using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What a model costs or cost, and how that came to be.</summary>
internal static class PriceCommand
{
    public static Command Create()
    {
        var key = OverrideCommand.Key();
        var at = new Option<string?>("--at") { Description = "A time, a day, monday, 2d, or a position. Default: now.", HelpName = "when" };
        var history = new Option<bool>("--history") { Description = "Every change of a price, oldest first." };
        var verb = new Verb("price", "Say what a model cost at a time, and who said so.", "tamma price openai/gpt-5 --at 2026-11-20", "tamma price openai/gpt-5 --history") { key, at, history };
        verb.Runs(async (session, cancellationToken) =>
        {
            var prices = await session.Client.GetPricesAsync(
                session.Parsed.GetRequiredValue(key), session.Parsed.GetValue(at) is { } when ? Since.Read(when, session.Time).ToAsOf() : null, cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(prices, TammaJson.Default.PriceResponse);
                return ExitCodes.Succeeded;
            }

            session.Output.Print(session.Parsed.GetValue(history) ? History(prices) : Now(prices));
            if (prices.Prices is [])
            {
                session.Output.Note($"Nobody stated a price of {prices.Key}; that is unknown, not free.");
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static Sheet Now(PriceResponse prices)
    {
        var sheet = new Sheet("Field", ">Price", "Unit", "Source", "Since", ">Confidence");
        foreach (var price in prices.Prices)
        {
            sheet.Add(price.Field, Figures.Value(price.Field, price.Value), price.Unit ?? "", price.Source, $"{price.Since:yyyy-MM-dd}", $"{price.Confidence}");
        }

        return sheet;
    }

    private static Sheet History(PriceResponse prices)
    {
        var sheet = new Sheet(">Version", "When", "Field", "Before", "After", ">Percent");
        foreach (var (version, change) in prices.Series.SelectMany(step => step.Changes.Select(change => (step.Version, change))))
        {
            sheet.Add(
                $"{version.Version}",
                Figures.Time(version.Since),
                change.Field,
                Figures.Value(change.Field, change.Old),
                Figures.Value(change.Field, change.New),
                change.Percent is { } percent ? FormattableString.Invariant($"{percent:+0.#;-0.#;0}") : "");
        }

        return sheet;
    }
}
