using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Events;
using Tamma.Server.Tests.Running;

namespace Tamma.Server.Tests.Live;

/// <summary>Puts events into a running server's log.</summary>
internal static class Happenings
{
    public const string Every = "type is known and cause is known";

    public static async Task<long> AddAsync(RunningServer server, int count, Func<int, EventDraft>? draft = null, CancellationToken cancellationToken = default)
    {
        var end = await server.App.Services.GetRequiredService<IEventLog>().AppendAsync([.. Enumerable.Range(0, count).Select(draft ?? (i => Draft($"m{i % 7}")))], cancellationToken);
        server.App.Services.GetRequiredService<IBell>().Ring(end);
        return end;
    }

    public static EventDraft Draft(string model, string type = "model_updated", Cause cause = Cause.Provider, int bytes = 0) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = type,
        OccurredAt = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero),
        Provider = "acme",
        ModelId = model,
        Cause = cause,
        Data = Encoding.UTF8.GetBytes($$"""{"changes":[{"field":"cost.input","old":1,"new":2}],"filling":"{{new string('x', bytes)}}"}"""),
    };

    public static async Task<long> HeadAsync(RunningServer server) => (await server.App.Services.GetRequiredService<IEventLog>().HeadAsync(CancellationToken.None)).Position;
}
