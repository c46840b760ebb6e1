using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The requests of <c>tests/http</c> work, and there is one for each path of the API.</summary>
public sealed partial class HttpFileTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_request_that_reads_is_answered()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = service.Server.Url.ToString().TrimEnd('/'),
            ["model"] = (await service.Server.GetAsync("api/v1/models?provider=sim-openai&limit=1", Cancelled)).GetProperty("data")[0].GetProperty("key").GetString()!,
            ["other"] = (await service.Server.GetAsync("api/v1/models?provider=sim-openai&limit=2", Cancelled)).GetProperty("data")[1].GetProperty("key").GetString()!,
            ["connection"] = "sim-openai",
            ["name"] = "gpt",
            ["capability"] = "function_calling",
            ["run"] = (await service.Server.GetAsync("api/v1/discovery/runs", Cancelled)).GetProperty("data")[0].GetProperty("id").GetString()!,
        };
        string[] absent = ["{{review}}", "{{routed}}", "{{override}}", "{{canonical}}", "{{subscription}}", "{{benchmark}}", "api/v1/live"]; // of which a simulated world has none; and what is a WebSocket
        foreach (var (method, url, isKeyed) in Requests().Where(request => request.Method == "GET" && !absent.Any(name => request.Url.Contains(name, StringComparison.Ordinal)) && !request.Url.EndsWith("/backup", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Variable().Replace(url, name => values[name.Groups["name"].Value]));
            request.Headers.Authorization = isKeyed ? new("Bearer", Key()) : null;
            using var response = await service.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            Assert.True(response.IsSuccessStatusCode, $"{method} {url}: {response.StatusCode} {(response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync(Cancelled))}");
        }
    }

    [Fact]
    public async Task Each_path_of_the_API_has_a_request()
    {
        var described = (await service.Server.GetAsync("openapi.json", Cancelled)).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(method => method.Name is "get" or "post" or "delete" or "put" or "patch").Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var written = Requests().Select(request => $"{request.Method} {Path(request.Url)}").ToHashSet();

        Assert.Equal([], described.Select(Plain).Except(written));
    }

    /// <summary>What is variable in a path, under one name.</summary>
    private static string Plain(string path) => ModelPath().Replace(Parameter().Replace(path, "*"), "*");

    private static string Path(string url) => Variable().Replace(url.Replace("{{host}}", "", StringComparison.Ordinal).Split('?')[0], "*").Replace("sim-openai", "*", StringComparison.Ordinal);

    /// <summary>The first key, which the server wrote into the home of whoever started it.</summary>
    private string Key()
    {
        var file = Directory.EnumerateFiles(service.Home.FullName, "credentials.json", SearchOption.AllDirectories).Single();
        using var written = JsonDocument.Parse(File.ReadAllBytes(file));
        return written.RootElement.EnumerateObject().First().Value.GetProperty("key").GetString()!;
    }

    private static IEnumerable<(string Method, string Url, bool IsKeyed)> Requests() =>
        from file in Directory.EnumerateFiles(Folder(), "*.http")
        let lines = File.ReadAllLines(file)
        from number in Enumerable.Range(0, lines.Length)
        let words = lines[number].Split(' ')
        where words is ["GET" or "POST" or "DELETE" or "PATCH", _]
        select (words[0], words[1], lines[(number + 1)..].TakeWhile(line => line.Length > 0).Contains("Authorization: Bearer {{key}}"));

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Tamma.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return System.IO.Path.Combine(folder, "tests", "http");
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\*/\*", RegexOptions.None, 1000)]
    private static partial Regex ModelPath();
}
