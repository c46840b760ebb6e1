using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

/// <summary>Chats with a world in raw bytes.</summary>
internal static class ChatWire
{
    public const string Say = """ "messages":[{"role":"user","content":"Say something about rivers."}] """;

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A world with a model that thinks, m1, and one that does not, m2.</summary>
    public static async Task<string> ChatWorldAsync(this SimulatorFixture simulator, string name, string protocol, string more = "")
    {
        await simulator.Process.CreateWorldAsync($$"""{"name":"{{name}}","protocol":"{{protocol}}"{{more}}}""");
        var tag = protocol == "ollama" ? ":latest" : "";
        await simulator.Process.AddModelAsync(name, $$$"""{"id":"m1{{{tag}}}","reasoning":true,"cost":{"input":1,"output":2}}""");
        await simulator.Process.AddModelAsync(name, $$"""{"id":"m2{{tag}}"}""");
        return name;
    }

    /// <summary>Sends a body to a path below the world; headers as "name: value".</summary>
    public static async Task<ChatReply> PostAsync(this SimulatorFixture simulator, string path, string body, params string[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"w/{path}", UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        using var response = await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var bytes = new MemoryStream();
        var isCut = false;
        try
        {
            await (await response.Content.ReadAsStreamAsync(Cancelled)).CopyToAsync(bytes, Cancelled);
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            isCut = true;
        }

        return new(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.TryGetValues("x-sim-request", out var id) ? id.Single() : "",
            response.Headers.RetryAfter?.ToString(),
            bytes.ToArray(),
            isCut);
    }

    public static Task<JsonElement> SendsAsync(this SimulatorFixture simulator, string world, string id) =>
        simulator.Process.ControlAsync(HttpMethod.Get, $"worlds/{world}/sends?id={id}");

    public static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Id">How the simulator names the request.</param>
/// <param name="IsCut">The connection ended before the body did.</param>
internal sealed record ChatReply(HttpStatusCode Status, string? Type, string Id, string? RetryAfter, byte[] Bytes, bool IsCut)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The frames between blank lines, each with its lines as they came.</summary>
    public IReadOnlyList<string> Frames => Body.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The JSON of the data lines, without [DONE] and comments.</summary>
    public IReadOnlyList<JsonElement> Data => [.. Frames
        .SelectMany(frame => frame.Split('\n'))
        .Where(line => line.StartsWith("data: ", StringComparison.Ordinal) && line != "data: [DONE]")
        .Select(line => JsonElement.Parse(line["data: ".Length..]))];

    /// <summary>The names of the events, those that repeat once.</summary>
    public IReadOnlyList<string> Events
    {
        get
        {
            List<string> names = [];
            foreach (var name in Frames.Select(frame => frame.Split('\n')[0]).Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line["event: ".Length..]))
            {
                if (names is not [.., var last] || last != name)
                {
                    names.Add(name);
                }
            }

            return names;
        }
    }

    /// <summary>One JSON document a line.</summary>
    public IReadOnlyList<JsonElement> Lines => [.. Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>The text of all deltas of chat completions.</summary>
    public string Delta(string member = "content") => string.Concat(Data
        .Where(chunk => chunk.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0)
        .Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta"))
        .Where(delta => delta.TryGetProperty(member, out var part) && part.ValueKind == JsonValueKind.String)
        .Select(delta => delta.GetProperty(member).GetString()));
}
