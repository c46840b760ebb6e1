using System.Text.Json;
using Tamma.Client.Benchmarks;
using Tamma.Load.Sending;
using Tamma.Providers.Chat;

namespace Tamma.Load.Watching;

/// <summary>
/// What a server that says so has in memory: Ollama, by <c>GET api/ps</c>, with <c>models[]{name,model,size,size_vram,context_length}</c> (ollama's docs/api.md and
/// api/types.go, 2026). Asked over connections of its own, before those of the run are opened and after its window: never within.
/// </summary>
internal static class RuntimeWatch
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <returns>Null where the protocol has no word for it, or no answer that can be read came: nothing is guessed.</returns>
    /// <exception cref="LoadRefusedException">An address that is never asked.</exception>
    public static async Task<Loaded?> AskAsync(Target target, string model, CancellationToken cancellationToken)
    {
        if (target.Protocol is not ChatProtocol.Ollama)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            using var connections = new Connections();
            using var request = target.Request(HttpMethod.Get, target.Below("api/ps"), content: null);
            using var response = await connections.Client.SendAsync(request, limit.Token);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, limit.Token);
            return response.IsSuccessStatusCode ? Read(await response.Content.ReadAsByteArrayAsync(limit.Token), model) : null;
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException || (ex is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <param name="body">Of the answer.</param>
    /// <param name="model">As it is asked for; Ollama adds <c>:latest</c> to a name without a tag.</param>
    public static Loaded? Read(ReadOnlyMemory<byte> body, string model)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind is not JsonValueKind.Object || !json.RootElement.TryGetProperty("models", out var models) || models.ValueKind is not JsonValueKind.Array)
            {
                return null;
            }

            foreach (var row in models.EnumerateArray().Where(row => row.ValueKind is JsonValueKind.Object && (Is(row, "model", model) || Is(row, "name", model))))
            {
                return new(true, Number(row, "size", long.MaxValue), Number(row, "size_vram", long.MaxValue), (int?)Number(row, "context_length", int.MaxValue));
            }

            return new(false, null, null, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static LoadRuntimeResponse? Of(Loaded? before, Loaded? after)
    {
        var seen = after is { IsThere: true } ? after : before;
        return before is null && after is null ? null : new()
        {
            LoadedBefore = before?.IsThere,
            LoadedAfter = after?.IsThere,
            SizeBytes = seen?.Size,
            VramBytes = seen?.Vram,
            Context = seen?.Context,
        };
    }

    private static bool Is(JsonElement row, string member, string model) =>
        row.TryGetProperty(member, out var name) && name.ValueKind is JsonValueKind.String && (name.ValueEquals(model) || name.ValueEquals($"{model}:latest"));

    private static long? Number(JsonElement row, string member, long most) =>
        row.TryGetProperty(member, out var number) && number.ValueKind is JsonValueKind.Number && number.TryGetInt64(out var value) && value >= 0 && value <= most ? value : null;
}

/// <summary>A model in a server's memory, or not.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Vram">Of it in graphics cards.</param>
/// <param name="Context">Tokens for which there is room.</param>
internal sealed record Loaded(bool IsThere, long? Size, long? Vram, int? Context);
