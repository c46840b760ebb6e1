using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using Tamma.Cli.Checking;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;
using Tamma.Client.Checking;

namespace Tamma.Cli.Commands;

/// <summary>Looks through files for models that end. The files stay here: only the catalogue is fetched.</summary>
internal static class CheckCommand
{
    private const int MostDays = 3_650;

    /// <summary>An older catalogue is used, and its age told.</summary>
    private static readonly TimeSpan s_old = TimeSpan.FromDays(7);

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files and folders to look through; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var catalog = new Option<string?>("--catalog") { Description = "A file or an address of an export to check against. Default: the server's.", HelpName = "file|url" };
        var within = new Option<int>("--fail-within") { Description = "An end that is so near fails too: 30d, 6w. Default: 0d, an end that has come.", HelpName = "days", CustomParser = ReadDays };
        var provider = new Option<string?>("--provider") { Description = "A name without a provider means this provider's model.", HelpName = "provider" };
        var format = new Option<string>("--format") { Description = "text (default), sarif or json.", HelpName = "format", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "sarif", "json");
        var all = new Option<bool>("--all") { Description = "Print also the models that are fine." };
        var verb = new Verb(
            "check",
            "Look through files for models that have ended or will. Exits with 1 when one is doomed, with 2 when nothing could be checked.",
            "tamma check src config.yaml --fail-within 30d",
            "tamma check . --catalog catalogue.json --format sarif") { files, catalog, within, provider, format, all };
        verb.Runs(async (session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var catalogue = await CatalogueFile.ReadAsync(session, parsed.GetValue(catalog), cancellationToken);
            var today = DateOnly.FromDateTime(session.Time.GetUtcNow().UtcDateTime);
            var checker = new ModelChecker(KnownModels.Of(catalogue), today, parsed.GetValue(within), parsed.GetValue(provider));
            var answer = Check(checker, catalogue, parsed.GetRequiredValue(files), cancellationToken);
            Print(session.Output, answer, session.Output.Json ? "json" : parsed.GetValue(format)!, parsed.GetValue(all));
            if (session.Time.GetUtcNow() - catalogue.At > s_old)
            {
                session.Output.Note($"The catalogue is of {catalogue.At.UtcDateTime:yyyy-MM-dd}; what was announced since is not in it.");
            }

            return answer.Doomed > 0 ? ExitCodes.Failed : ExitCodes.Succeeded;
        });
        return verb;
    }

    private static CheckResponse Check(ModelChecker checker, CatalogueResponse catalogue, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var walk = new FileWalk();
        List<CheckResultResponse> results = [];
        List<string> longLines = [];
        foreach (var (file, text) in walk.Read(files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (found, skipped) = checker.CheckText(text, file is "-" ? null : file);
            results.AddRange(found.Select(result => result with { File = file }));
            if (skipped > 0)
            {
                longLines.Add($"{Output.Printable(file)}: {skipped} lines longer than {ModelScanner.LongestLine} characters");
            }
        }

        return new()
        {
            Data = results,
            Doomed = results.Count(result => result.Doomed),
            Skipped = walk.Skipped.Count + longLines.Count == 0 ? null : [.. walk.Skipped, .. longLines],
            Position = catalogue.Position,
            At = catalogue.At,
        };
    }

    private static void Print(Output output, CheckResponse answer, string format, bool all)
    {
        switch (format)
        {
            case "json":
                output.Document(answer, TammaJson.Default.CheckResponse);
                break;
            case "sarif":
                output.Raw(stream => SarifLog.Write(stream, answer.Data, Version));
                break;
            default:
                foreach (var result in answer.Data.Where(result => all || result.Verdict is not "ok"))
                {
                    output.Line(Output.Printable(string.Create(CultureInfo.InvariantCulture, $"{result.File}:{result.Line} {result.Key ?? result.Id} {CheckSentence.Of(result)}")));
                }

                break;
        }

        foreach (var skipped in answer.Skipped ?? [])
        {
            output.Note($"Not read: {skipped}");
        }

        output.Note($"{Figures.Count(answer.Data.Count)} {(answer.Data.Count is 1 ? "mention" : "mentions")} of models, {Figures.Count(answer.Doomed)} doomed.");
    }

    private static string Version =>
        typeof(CheckCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    private static int ReadDays(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var (digits, factor) = text switch
        {
            [.. var days, 'd'] => (days, 1),
            [.. var weeks, 'w'] => (weeks, 7),
            _ => (text, 1),
        };
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostDays / factor)
        {
            return count * factor;
        }

        result.AddError($"'{text}' is no number of days. Write 30d or 6w, at most {MostDays}d.");
        return 0;
    }
}
