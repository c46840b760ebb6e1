using System.CommandLine;
using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>What could stand in for a model.</summary>
internal static class SimilarCommand
{
    private static readonly Argument<string> s_model = new("model") { Description = "Its key, provider/model." };
    private static readonly Option<bool> s_all = new("--all", "-a") { Description = "All that is known, not only what a connection offers." };
    private static readonly Option<int?> s_limit = new("--limit") { Description = "Models at most, 1 to 50. Default: 10.", HelpName = "n" };
    private static readonly Option<bool> s_ids = new("--ids") { Description = "Only provider/model lines." };

    public static Command Create()
    {
        var verb = new Verb(
            "similar",
            "Show what could stand in for a model: what both are for, what is better and what is worse.",
            "tamma similar anthropic/claude-sonnet-5",
            "tamma similar openai/gpt-5.4-mini --all --limit 5") { s_model, s_all, s_limit, s_ids };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var similar = await session.Client.SimilarAsync(parsed.GetRequiredValue(s_model), parsed.GetValue(s_all) ? "all" : null, parsed.GetValue(s_limit), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(similar, TammaJson.Default.SimilarResponse);
            }
            else if (parsed.GetValue(s_ids))
            {
                foreach (var one in similar.Data)
                {
                    session.Output.Line(Output.Printable(one.Model.Key));
                }
            }
            else
            {
                Print(session.Output, similar);
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static void Print(Output output, SimilarResponse similar)
    {
        var sheet = new Sheet(["Model", "Near", "Both for", "Better", "Worse"]);
        foreach (var one in similar.Data)
        {
            sheet.Add([Output.Printable(one.Model.Key), one.Score.ToString("0.00", CultureInfo.InvariantCulture), string.Join(", ", one.Shared), Fields(one.Better), Fields(one.Worse)]);
        }

        if (similar.Data.Count > 0)
        {
            output.Print(sheet);
        }
        else
        {
            output.Note("Nothing else that your connections offer is like it.");
        }

        if (similar.NearerElsewhere > 0)
        {
            output.Note($"{similar.NearerElsewhere} nearer ones are known that no connection offers: --all");
        }
    }

    private static string Fields(IReadOnlyList<SimilarFieldResponse> fields) => string.Join(", ", fields.Select(field => $"{field.Field} {Figures.Exact(field.Field, field.Value)}"));
}
