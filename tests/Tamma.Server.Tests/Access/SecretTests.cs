using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Tamma.Security;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Access;

public sealed class SecretTests
{
    private const string Variable = "TAMMA_TEST_CANARY_KEY";
    private const string Canary = "sk-canary-5f0e7d9c1b";

    [Fact]
    public async Task A_credential_is_in_no_reply_and_no_line_of_the_log()
    {
        Environment.SetEnvironmentVariable(Variable, Canary);
        var seen = "";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var provider = builder.Build();
        provider.MapGet("/v1/models", (HttpRequest request) =>
        {
            // It says back what it was given, as some do.
            seen = request.Headers.Authorization.ToString();
            return TypedResults.Text(JsonSerializer.Serialize(new { @object = "list", data = new[] { new { id = "m1", owned_by = seen } } }), "application/json");
        });
        await provider.StartAsync(TestContext.Current.CancellationToken);
        await using var server = await RunningServer.StartAsync(options: options => options with
        {
            Connections =
            [
                new()
                {
                    Id = "canary",
                    Type = "openai_compatible",
                    Provider = "canary",
                    Url = new($"{provider.Urls.First()}/v1?api_key=canary-in-query"),
                    Credential = CredentialReference.Environment(Variable),
                    Headers = options.Connections.IsEmpty ? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("X-Team", "canary-in-header") : throw new InvalidOperationException(),
                    Interval = TimeSpan.FromDays(1),
                },
            ],
        });

        Assert.Equal($"Bearer {Canary}", seen);
        Assert.Equal("canary/m1", (await server.JsonAsync("/api/v1/models/canary/m1")).GetProperty("key").GetString());
        foreach (var path in new[] { "models?scope=all&include=offers,origins", "models/canary/m1", "facts/canary/m1", "versions/canary/m1", "connections", "sources", "discovery/runs", "changes", "providers", "status", "reviews" })
        {
            var body = (await server.JsonAsync("/api/v1/" + path)).GetRawText();
            Assert.DoesNotContain("canary-", body, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        }

        var connections = (await server.JsonAsync("/api/v1/connections")).GetProperty("data").EnumerateArray();
        Assert.Equal(Variable, connections.Single(connection => connection.GetProperty("id").GetString() == "canary").GetProperty("credential").GetString());
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("canary-", StringComparison.Ordinal));
    }
}
