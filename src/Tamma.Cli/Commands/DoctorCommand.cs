using System.CommandLine;
using Tamma.Cli.Terminal;

namespace Tamma.Cli.Commands;

/// <summary>Says what is configured, reachable and wrong, and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var place = new ServerPlace();
        var verb = new Verb("doctor", "Say what is configured, reachable and wrong, and what to do about it.", "tamma doctor");
        place.AddTo(verb);
        verb.Runs(async (session, cancellationToken) =>
        {
            Diagnosis diagnosis;
            try
            {
                diagnosis = Diagnosis.Of(
                    session.Address,
                    await session.Client.GetStatusAsync(cancellationToken),
                    (await session.Client.ListSourcesAsync(cancellationToken)).Data);
            }
            catch (HttpRequestException) when (new Uri(session.Address).IsLoopback)
            {
                session.Output.Note($"No server at {session.Address}, so only the configuration is checked. Start one: tamma serve");
                return await ServerRun.RunAsync(place.Read(session.Parsed).Append("--check"), cancellationToken);
            }

            Print(session.Output, diagnosis);
            return diagnosis.IsWell ? ExitCodes.Succeeded : ExitCodes.Failed;
        });
        return verb;
    }

    private static void Print(Output output, Diagnosis diagnosis)
    {
        if (output.Json)
        {
            output.Document(diagnosis, DiagnosisJson.Default.Diagnosis);
            return;
        }

        output.Line($"{diagnosis.Server}");
        foreach (var finding in diagnosis.Findings)
        {
            output.Line(Output.Printable($"{finding.Level,-5} {finding.Subject}: {finding.Sentence}"));
            if (finding.Remedy is { } remedy)
            {
                output.Line(Output.Printable($"      → {remedy}"));
            }
        }
    }
}
