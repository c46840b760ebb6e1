using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tamma.Catalog;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Ways;
using Tamma.Events;
using Xunit;

namespace Tamma.EndToEnd.Tests.OpenCode;

/// <summary>A real server gives away the keys that it holds. None of them may be found behind the redaction.</summary>
public sealed class CanaryTests
{
    private const string Id = "opencode-server";

    private static readonly Dictionary<string, string> s_keys = new(StringComparer.Ordinal)
    {
        ["ANTHROPIC_API_KEY"] = "zqcanary-anthropic-5f1c9e",
        ["OPENAI_API_KEY"] = "zqcanary-openai-77d0ab",
        ["GROQ_API_KEY"] = "zqcanary/groq+with=signs\"and\\more",
    };

    private static readonly string[] s_options = ["zqcanary-option-key-1a2b", "zqcanary-header-3c4d", "zqcanary-odd-header-5e6f", "zqcanary-in-address-7a8b", "zqcanary-model-key-9c0d", "zqcanary-model-header-1e2f"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_that_a_server_gives_away_is_found_anywhere_behind_the_redaction()
    {
        await using var server = await OpenCodeServer.StartAsync(Variables(), Cancelled);
        var raw = await server.AnswerAsync(Cancelled);
        foreach (var canary in s_keys.Values.Concat(s_options))
        {
            Assert.True(Holds(raw, canary), $"'{canary}' is not in the raw answer, so this would prove nothing.");
        }

        var told = new ConcurrentQueue<EventEnvelope>();
        await using var host = await TammaHost.StartAsync(new TestOptions([new TestSource.Connection(Id, "opencode_server", server.Url)])
        {
            Clock = TimeProvider.System,
            Http = new() { RequestTimeout = TimeSpan.FromSeconds(90), Attempts = 1 },
        });
        await host.RunAsync(Id);
        Assert.Contains(host.Snapshot.Models, model => model.Key.Id == "my-gateway/my-model");

        ExpectClean("log", Encoding.UTF8.GetBytes(string.Join('\n', host.Log.All)));
        ExpectClean("events", Encoding.UTF8.GetBytes(string.Join('\n', (await host.EventsAsync()).Select(envelope => Encoding.UTF8.GetString(envelope.Event.Data.Span)))));
        ExpectClean("runs", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(await host.Get<Discovery.IRunStore>().ReadAsync(null, 100, Cancelled))));
        var documents = await DocumentsAsync(host);
        Assert.NotEmpty(documents);
        Assert.All(documents, document => ExpectClean("document", document));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(host.Database)!))
        {
            ExpectClean(file, await ReadSharedAsync(file));
        }
    }

    [Fact]
    public async Task No_answer_of_the_API_and_no_line_of_the_server_repeats_a_key()
    {
        await using var openCode = await OpenCodeServer.StartAsync(Variables(), Cancelled);
        var home = Directory.CreateTempSubdirectory("tamma-canary-");
        var settings = new Dictionary<string, string>(s_keys, StringComparer.Ordinal)
        {
            ["TAMMA__PROVIDERS__OPENCODE_SERVER__URL"] = openCode.Url.ToString(),
            ["TAMMA__PROVIDERS__OPENCODE_SERVER__LISTINGS"] = "all",
            ["TAMMA__DISCOVERY__FIND_ENVIRONMENT"] = "false",
            ["TAMMA__DISCOVERY__REQUEST_TIMEOUT"] = "90s",
        };
        await using var server = await ServerProcess.StartAsync(home, settings, Cancelled);
        await Until.TrueAsync(async () => (await server.GetAsync("api/v1/models?limit=1", Cancelled)).GetProperty("data").GetArrayLength() == 1, Cancelled);

        var answers = 0;
        foreach (var path in await PathsAsync(server))
        {
            using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
            ExpectClean(path, Encoding.UTF8.GetBytes($"{response.Headers}{await response.Content.ReadAsStringAsync(Cancelled)}"));
            answers++;
        }

        Assert.True(answers > 100, $"{answers} answers were looked at.");
        // Killed, so that the write-ahead log lies there as it was.
        await server.KillAsync();
        Assert.NotEmpty(Directory.EnumerateFiles(home.FullName, "tamma.db-wal", SearchOption.AllDirectories));
        ExpectClean("server's output", Encoding.UTF8.GetBytes(string.Join('\n', server.Lines)));
        foreach (var file in Directory.EnumerateFiles(home.FullName, "*", SearchOption.AllDirectories))
        {
            ExpectClean(file, await ReadSharedAsync(file));
        }
    }

    /// <summary>Every way in which the API answers a question, over all models where it lists and over those of the gateway one by one.</summary>
    private static async Task<List<string>> PathsAsync(ServerProcess server)
    {
        List<string> paths = ["health/live", "health/ready", "openapi.json", "api/v1/status", "api/v1/providers", "api/v1/connections", "api/v1/sources", "api/v1/reviews", "api/v1/discovery/runs"];
        List<string> keys = [];
        for (var path = "api/v1/models?scope=all&limit=1000&include=offers,origins"; path is not null;)
        {
            paths.Add(path);
            var page = await server.GetAsync(path, Cancelled);
            keys.AddRange(page.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("key").GetString()!));
            path = page.TryGetProperty("next_cursor", out var next) && next.ValueKind is JsonValueKind.String
                ? $"api/v1/models?scope=all&limit=1000&include=offers,origins&cursor={Uri.EscapeDataString(next.GetString()!)}"
                : null;
        }

        foreach (var key in keys.Where(key => key.Contains("my-gateway", StringComparison.Ordinal)).Concat(keys.Where(key => key.StartsWith(Id, StringComparison.Ordinal)).Take(30)))
        {
            paths.AddRange([$"api/v1/models/{key}", $"api/v1/versions/{key}", $"api/v1/facts/{key}"]);
        }

        for (var after = 0; after < keys.Count; after += 1000)
        {
            paths.Add($"api/v1/changes?after={after}&limit=1000");
        }

        paths.AddRange((await server.GetAsync("api/v1/providers", Cancelled)).GetProperty("data").EnumerateArray().Select(provider => $"api/v1/providers/{provider.GetProperty("id").GetString()}").Take(40));
        paths.AddRange((await server.GetAsync("api/v1/discovery/runs", Cancelled)).GetProperty("data").EnumerateArray().Select(run => $"api/v1/discovery/runs/{run.GetProperty("id").GetString()}"));
        return paths;
    }

    private static Dictionary<string, string> Variables() => new(s_keys, StringComparer.Ordinal)
    {
        ["OPENCODE_CONFIG_CONTENT"] = $$$"""
            {"provider":{"my-gateway":{
              "name":"My gateway","npm":"@ai-sdk/openai-compatible",
              "options":{"baseURL":"http://127.0.0.1:9/v1?signature={{{s_options[3]}}}","apiKey":"{{{s_options[0]}}}",
                         "headers":{"Authorization":"Bearer {{{s_options[1]}}}","X-Team":"{{{s_options[2]}}}"}},
              "models":{"my-model":{"name":"My model","options":{"apiKey":"{{{s_options[4]}}}"},"headers":{"X-Mine":"{{{s_options[5]}}}"} } } } } }
            """,
    };

    private static bool Holds(ReadOnlySpan<byte> bytes, string canary) =>
        bytes.IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0 || bytes.IndexOf(JsonEncodedText.Encode(canary, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes) >= 0;

    private static void ExpectClean(string where, byte[] bytes)
    {
        foreach (var canary in s_keys.Values.Concat(s_options))
        {
            Assert.False(Holds(bytes, canary), $"'{canary}' is in {where}.");
        }

        // No part of one either.
        Assert.False(bytes.AsSpan().IndexOf("zqcanary"u8) >= 0, $"A canary's beginning is in {where}.");
    }

    private static async Task<List<byte[]>> DocumentsAsync(TammaHost host)
    {
        List<byte[]> documents = [];
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = host.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM documents WHERE content IS NOT NULL";
        await using var rows = await command.ExecuteReaderAsync(Cancelled);
        while (await rows.ReadAsync(Cancelled))
        {
            documents.Add((await host.Get<ICatalogStore>().ReadDocumentAsync(new(rows.GetString(0)), Cancelled))!.Value.ToArray());
        }

        return documents;
    }

    /// <summary>The writer has it open.</summary>
    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Cancelled);
        return copy.ToArray();
    }
}
