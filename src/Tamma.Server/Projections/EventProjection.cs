using System.Text.Json;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Events;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>An event of the log → the event on the wire.</summary>
internal static class EventProjection
{
    public static EventResponse Project(EventEnvelope envelope)
    {
        var happening = envelope.Event;
        using var data = JsonDocument.Parse(happening.Data);
        return new()
        {
            Position = envelope.Position,
            Id = happening.Id,
            Log = envelope.LogId,
            Type = happening.Type,
            Schema = happening.SchemaVersion,
            OccurredAt = happening.OccurredAt,
            Provider = happening.Provider,
            Model = happening is { Provider: { } provider, ModelId: { } id } ? new ModelKey(provider, id).ToString() : null,
            Connection = happening.Connection,
            Run = happening.RunId,
            Actor = happening.Actor,
            Cause = Words.Of(happening.Cause),
            Severity = Words.Of(happening.Severity),
            Data = data.RootElement.Clone(),
        };
    }
}
