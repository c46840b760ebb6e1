using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Sets models side by side.</summary>
internal static class CompareCommand
{
    private const int Least = 2;
    private const int Most = 6;

    public static Command Create()
    {
        var models = new Argument<string[]>("models") { Description = "Two to six keys, provider/model.", Arity = new(Least, Most) };
        var verb = new Verb(
            "compare",
            "Show how models differ; the best of a row is marked with *.",
            "tamma compare anthropic/claude-sonnet-5 openai/gpt-5.4 google/gemini-3-pro") { models };
        verb.Runs(async (session, cancellationToken) =>
        {
            var compared = await session.Client.CompareAsync(session.Parsed.GetRequiredValue(models), cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(compared, TammaJson.Default.CompareResponse);
            }
            else
            {
                Print(session.Output, compared);
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static void Print(Output output, CompareResponse compared)
    {
        var sheet = new Sheet(["Field", .. compared.Models.Select(model => Output.Printable(model.Key))]);
        foreach (var difference in compared.Differences)
        {
            sheet.Add([difference.Field, .. difference.Values.Select((value, i) => $"{Figures.Exact(difference.Field, value)}{(difference.Best?.Contains(compared.Models[i].Key, StringComparer.Ordinal) is true ? " *" : "")}")]);
        }

        if (compared.Differences.Count > 0)
        {
            output.Print(sheet);
        }

        output.Note($"{compared.Differences.Count} fields differ, {compared.Same} are the same.");
    }
}
