using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Calls models once, to see whether they may be called.</summary>
internal static class VerifyCommand
{
    private static readonly string[] s_fine = ["callable", "skipped", "would_call"];

    public static Command Create()
    {
        var keys = new Argument<string[]>("key") { Description = "Models by key. Default: all of --provider or --connection.", Arity = ArgumentArity.ZeroOrMore };
        var provider = new Option<string?>("--provider") { Description = "All models of this provider.", HelpName = "provider" };
        var connection = new Option<string?>("--connection") { Description = "Only through this connection.", HelpName = "id" };
        var check = new Option<string?>("--check") { Description = "Check a capability too: tool, schema or image.", HelpName = "what" };
        var paid = new Option<bool>("--paid") { Description = "Call also what costs money, or may." };
        var cap = new Option<decimal?>("--cap") { Description = "Most that all calls together may cost, in dollars. Default: 0.01.", HelpName = "dollars" };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be called and what it could cost; call nothing." };
        var verb = new Verb(
            "verify",
            "Call models once with the smallest request, to see whether they may be called.",
            "tamma verify --provider ollama",
            "tamma verify anthropic/claude-opus-4-8 --paid --cap 0.02 --check tool")
        { keys, provider, connection, check, paid, cap, dry };
        verb.Runs((session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var named = parsed.GetValue(keys) ?? [];
            return named is [] && parsed.GetValue(provider) is null && parsed.GetValue(connection) is null
                ? throw new RefusedException("Name a model, a --provider or a --connection. For example: tamma verify --provider ollama")
                : RunAsync(
                    session,
                    new()
                    {
                        Keys = named is [] ? null : named,
                        Provider = parsed.GetValue(provider),
                        Connection = parsed.GetValue(connection),
                        Check = parsed.GetValue(check),
                        Paid = parsed.GetValue(paid),
                        Cap = parsed.GetValue(cap),
                        DryRun = parsed.GetValue(dry),
                    },
                    cancellationToken);
        });
        return verb;
    }

    private static async Task<int> RunAsync(Session session, VerificationRequest request, CancellationToken cancellationToken)
    {
        var answer = await session.Client.VerifyAsync(request, cancellationToken);
        var output = session.Output;
        if (output.Json)
        {
            output.Document(answer, TammaJson.Default.VerificationResponse);
        }
        else
        {
            Print(output, answer, request.DryRun is true);
        }

        return answer.Data.All(result => s_fine.Contains(result.Outcome, StringComparer.Ordinal)) ? ExitCodes.Succeeded : ExitCodes.Failed;
    }

    private static void Print(Output output, VerificationResponse answer, bool dry)
    {
        var sheet = new Sheet("Model", "Connection", "Outcome", ">Cost", "Why");
        foreach (var result in answer.Data)
        {
            var shown = result.Shown switch { true => "as checked", false => "answered, but not as checked", null => null };
            sheet.Add(result.Key, result.Connection, result.Outcome, Figures.Price(dry ? result.WorstCost : result.Cost), result.Reason ?? result.ServedModel ?? shown ?? "");
        }

        output.Print(sheet);
        var unknown = answer.CostUnknown > 0 ? $", and {answer.CostUnknown} of unknown cost" : "";
        output.Note(answer.Data is [] ? "Nothing that is offered was meant. See: tamma models"
            : dry ? $"Would cost at most {Figures.Price(answer.WorstCost)} (cap {Figures.Price(answer.Cap)})."
            : $"Cost {Figures.Price(answer.Cost)}{unknown} (cap {Figures.Price(answer.Cap)}).");
    }
}
