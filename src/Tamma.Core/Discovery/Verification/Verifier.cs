using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Providers.Chat;

namespace Tamma.Discovery.Verification;

/// <summary>Listed is not callable: calls offers with the smallest request there is, and writes down what that showed.</summary>
public sealed partial class Verifier
{
    /// <summary>Calls under way at the same time; one at a time for each connection.</summary>
    private const int Parallelism = 8;

    private const int Tokens = 1;

    private readonly ChatSender _sender;
    private readonly CatalogWriter _writer;
    private readonly CurrentCatalog _catalog;
    private readonly Func<string, ConnectionOptions?> _find;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal Verifier(ChatSender sender, CatalogWriter writer, CurrentCatalog catalog, Func<string, ConnectionOptions?> find, TimeProvider time, ILogger<Verifier> logger)
    {
        _sender = sender;
        _writer = writer;
        _catalog = catalog;
        _find = find;
        _time = time;
        _logger = logger;
    }

    /// <summary>What would be called and what that could cost; calls nothing.</summary>
    public ImmutableArray<VerificationTarget> Plan(VerificationRequest request) => VerificationPlan.Of(request, _catalog.Snapshot, _find);

    /// <summary>Calls each target once. What is inconclusive changes nothing; the rest stands in the catalogue when this returns.</summary>
    public async Task<ImmutableArray<VerificationResult>> VerifyAsync(VerificationRequest request, CancellationToken cancellationToken)
    {
        var targets = Plan(request);
        var results = new VerificationResult[targets.Length];
        var byConnection = targets.Select((target, index) => (target, index)).GroupBy(pair => pair.target.Connection, StringComparer.Ordinal);
        await Parallel.ForEachAsync(byConnection, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, async (group, token) =>
        {
            foreach (var (target, index) in group)
            {
                results[index] = target.Skipped is { } reason
                    ? new(target.Key, target.Connection, "skipped", reason, null, null, null)
                    : await CallAsync(request, target, token);
            }
        });
        return [.. results];
    }

    private async Task<VerificationResult> CallAsync(VerificationRequest request, VerificationTarget target, CancellationToken cancellationToken)
    {
        var connection = _find(target.Connection)!;
        var outcome = await AskAsync(connection, target, request.Check, cancellationToken);
        // A refusal of a tool, a schema or a picture says nothing of the model itself.
        var isOfModel = request.Check is ChatCheck.Text || outcome is not ChatOutcome.Refused;
        if (isOfModel && VerificationVerdict.Of(outcome, target.Key) is { } verdict)
        {
            await RecordAsync(target, verdict, request.Actor, cancellationToken);
        }

        var word = VerificationVerdict.Word(outcome);
        LogVerified(target.Key, target.Connection, word);
        var model = _catalog.Snapshot.Find(target.Key);
        var offer = model?.Offers.FirstOrDefault(candidate => candidate.Connection == target.Connection);
        var called = outcome as ChatOutcome.Callable;
        return new(
            target.Key,
            target.Connection,
            word,
            VerificationVerdict.Explain(outcome),
            VerificationVerdict.Another(called, target.Key),
            called?.Shown,
            called is null || model is null || offer is null ? null : VerificationPlan.Cost(model, offer, called.Usage, connection.Url.IsLoopback));
    }

    private async Task<ChatOutcome> AskAsync(ConnectionOptions connection, VerificationTarget target, ChatCheck check, CancellationToken cancellationToken)
    {
        try
        {
            if (ProviderTypes.Find(connection.Type)?.Route(connection, target.Key.Id) is not { } route)
            {
                return new ChatOutcome.Inconclusive(ChatDoubt.BadRequest, "this kind of server cannot be asked model by model", null);
            }

            var reply = await _sender.SendAsync(
                route,
                new() { Model = target.Key.Id, Prompt = Prompt(check), MaxTokens = check is ChatCheck.Text ? Tokens : 32, Stream = false, Check = check },
                cancellationToken);
            return ChatOutcomes.Of(route.Protocol, reply, route.Access.HasKey, route.Access.Secrets, check);
        }
        catch (ProviderException ex)
        {
            return ChatOutcomes.Of(ex);
        }
    }

    /// <summary>A model that is free to talk instead of calling shows nothing, so it is asked for what is checked.</summary>
    private static string Prompt(ChatCheck check) => check switch
    {
        ChatCheck.Tool => $"Call the tool {ChatRequests.Tool} with the answer yes.",
        ChatCheck.Schema => "Answer yes, as JSON.",
        ChatCheck.Image => "Which colour is this?",
        _ => "Say yes.",
    };

    /// <summary>Written on what the connection's list says now, so that a run that ended in between is not undone.</summary>
    private Task<CommitReceipt> RecordAsync(VerificationTarget target, VerificationVerdict verdict, string? actor, CancellationToken cancellationToken)
    {
        var source = SourceId.Connection(target.Connection);
        return _writer.ChangeAsync(
            [target.Key],
            claims => claims.FirstOrDefault(claim => claim.Source == source && claim.MissingSince is null) is not { } claim ? null : new ClaimDelta
            {
                Context = new(source, Cause.Operator, RunId: null, actor),
                Upserts = [claim with { Access = verdict.Access, AccessReason = verdict.Reason, VerifiedAt = _time.GetUtcNow() }],
            },
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} through {Connection}: {Outcome}.")]
    private partial void LogVerified(ModelKey key, string connection, string outcome);
}
