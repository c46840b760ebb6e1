using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Search;
using Tamma.Search.Analytics;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class SearchAnalyticsTests
{
    private const string Report = "/api/v1/search/analytics";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_in_an_address_or_a_body_is_counted_under_one_form()
    {
        await using var server = await StartAsync();
        await AskAsync(server, "falcon with tools");
        await AskAsync(server, "FALCON,  tools");
        using var body = new StringContent("""{"q":"falcon","filter":"tool_call"}""", Encoding.UTF8, "application/json");
        (await server.Http.PostAsync(new Uri("/api/v1/search", UriKind.Relative), body, Cancelled)).EnsureSuccessStatusCode();

        var report = await ReadAsync(server, Report);

        var one = Assert.Single(report.GetProperty("data").EnumerateArray());
        Assert.Equal(("falcon | tool_call", "falcon", "tool_call", "mine"), (one.GetProperty("form").GetString(), one.GetProperty("text").GetString(), one.GetProperty("filter").GetString(), one.GetProperty("scope").GetString()));
        Assert.Equal((3, 0), (one.GetProperty("counts").GetProperty("asked").GetInt32(), one.GetProperty("counts").GetProperty("zero").GetInt32()));
        Assert.Equal(3, one.GetProperty("counts").GetProperty("results").GetProperty("few").GetInt32());
        Assert.True(one.GetProperty("counts").GetProperty("p99_ms").GetDouble() > 0);
        Assert.Equal((2, 0, true), (report.GetProperty("min_count").GetInt32(), report.GetProperty("dropped").GetInt32(), report.GetProperty("enabled").GetBoolean()));
    }

    [Fact]
    public async Task What_was_asked_in_vain_says_which_words_nobody_has_and_what_stood_in()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 2; i++)
        {
            await AskAsync(server, $"nobodyhasthis {new string(' ', i)}");
            await AskAsync(server, $"falcon with 9m context{new string(' ', i)}");
            await AskAsync(server, $"falcon{new string(' ', i)}");
        }

        var report = await ReadAsync(server, Report + "?order=zero");

        Assert.Equal(["falcon | context>=9M", "nobodyhasthis"], report.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("form").GetString()).Order(StringComparer.Ordinal));
        var (vain, unknown) = report.GetProperty("data")[0].TryGetProperty("unknown", out var words) ? (report.GetProperty("data")[1], words) : (report.GetProperty("data")[0], report.GetProperty("data")[1].GetProperty("unknown"));
        Assert.Equal("nobodyhasthis", unknown[0].GetString());
        Assert.Equal((2, 2), (vain.GetProperty("counts").GetProperty("zero").GetInt32(), vain.GetProperty("counts").GetProperty("stood_in").GetInt32()));
        Assert.Equal((6, 4), (report.GetProperty("all").GetProperty("asked").GetInt32(), report.GetProperty("all").GetProperty("zero").GetInt32()));
    }

    [Fact]
    public async Task Further_pages_and_answers_that_the_caller_has_already_are_not_asked_again()
    {
        await using var server = await StartAsync();
        var first = await server.JsonAsync("/api/v1/search?q=falcon&limit=1");
        await server.JsonAsync($"/api/v1/search?q=falcon&limit=1&cursor={Uri.EscapeDataString(first.GetProperty("next_cursor").GetString()!)}");
        using var response = await server.GetAsync("/api/v1/search?q=falcon");
        using var again = server.Request(HttpMethod.Get, "/api/v1/search?q=falcon");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await server.Http.SendAsync(again, Cancelled)).StatusCode);

        Assert.Equal(2, (await ReadAsync(server, Report)).GetProperty("all").GetProperty("asked").GetInt32());
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task Who_does_not_want_to_be_counted_is_not(string header)
    {
        await using var server = await StartAsync();
        using var request = server.Request(HttpMethod.Get, "/api/v1/search?q=falcon");
        request.Headers.Add(header, "1");
        (await server.Http.SendAsync(request, Cancelled)).EnsureSuccessStatusCode();
        using var open = server.Request(HttpMethod.Get, "/api/v1/search?q=falcon");
        open.Headers.Add(header, "0");
        (await server.Http.SendAsync(open, Cancelled)).EnsureSuccessStatusCode();

        Assert.Equal(1, (await ReadAsync(server, Report)).GetProperty("all").GetProperty("asked").GetInt32());
    }

    [Fact]
    public async Task Switched_off_nothing_is_counted_and_the_report_says_so()
    {
        await using var server = await StartAsync(options => options with { Analytics = new() { Enabled = false } });
        await AskAsync(server, "falcon");

        var report = await ReadAsync(server, Report);

        Assert.Equal((0, false), (report.GetProperty("all").GetProperty("asked").GetInt32(), report.GetProperty("enabled").GetBoolean()));
    }

    [Fact]
    public async Task A_question_that_was_asked_once_is_only_summed_up()
    {
        await using var server = await StartAsync();
        await AskAsync(server, "falcon of somebody");

        var report = await ReadAsync(server, Report);

        Assert.Empty(report.GetProperty("data").EnumerateArray());
        Assert.Equal((1, 1), (report.GetProperty("rare").GetInt32(), report.GetProperty("rare_counts").GetProperty("asked").GetInt32()));
        Assert.DoesNotContain("somebody", report.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Report)]
    [InlineData(Report + "/synonyms")]
    public async Task It_is_for_operators(string path)
    {
        await using var server = await StartAsync();

        Assert.Equal(401, (await server.ProblemAsync(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, path, server.Key)).StatusCode);
    }

    [Theory]
    [InlineData(Report + "?days=0")]
    [InlineData(Report + "?days=367")]
    [InlineData(Report + "?order=name")]
    [InlineData(Report + "?limit=1001")]
    [InlineData(Report + "/synonyms?days=x")]
    public async Task A_bad_parameter_is_refused(string path)
    {
        await using var server = await StartAsync();

        Assert.Equal((400, "invalid_parameter"), await RunningServer.ProblemAsync(await server.SendAsync(HttpMethod.Get, path, server.Key)) is var problem ? (problem.Status, problem.Name) : default);
    }

    /// <summary>The whole loop over HTTP: asked in vain, proposed, accepted, found.</summary>
    [Fact]
    public async Task An_accepted_proposal_answers_the_question_and_the_answer_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-synonyms-").FullName;
        var stubs = new Stubs();
        Say(stubs);
        string word, phrase;
        await using (var server = await StartAsync(folder: folder, stubs: stubs))
        {
            await AskAsync(server, "falconheron");
            await AskAsync(server, "falconheron ");
            var proposal = (await ReadAsync(server, Report + "/synonyms")).GetProperty("data")[0];
            (word, phrase) = (proposal.GetProperty("word").GetString()!, proposal.GetProperty("phrase").GetString()!);
            Assert.Equal(("falconheron", "falcon heron", "split"), (word, phrase, proposal.GetProperty("why").GetString()));
            Assert.Equal((2, 2, 0, 1), (proposal.GetProperty("asked").GetInt32(), proposal.GetProperty("answered").GetInt32(), proposal.GetProperty("now").GetInt32(), proposal.GetProperty("finds").GetInt32()));
            Assert.Equal(0, (await server.JsonAsync("/api/v1/search?q=falconheron")).GetProperty("total").GetInt32());
        }

        await using (var server = await StartAsync(options => options with { Synonyms = SearchSynonyms.Of([(word, [phrase])]) }, folder, stubs))
        {
            var answer = await server.JsonAsync("/api/v1/search?q=falconheron");

            Assert.Equal((1, "acme/falcon-heron"), (answer.GetProperty("total").GetInt32(), answer.GetProperty("data")[0].GetProperty("model").GetProperty("key").GetString()));
            var use = answer.GetProperty("read_as").GetProperty("synonyms")[0];
            Assert.Equal((word, phrase), (use.GetProperty("word").GetString(), use.GetProperty("phrase").GetString()));
            Assert.Empty((await ReadAsync(server, Report + "/synonyms")).GetProperty("data").EnumerateArray());
            Assert.Equal(3, (await ReadAsync(server, Report)).GetProperty("data").EnumerateArray().Single(one => one.GetProperty("form").GetString() == "falconheron").GetProperty("counts").GetProperty("asked").GetInt32());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_of_a_private_question_is_in_the_database_or_the_log()
    {
        string[] secrets = ["lovelace", "hunter2topsecret", "sk-veryverysecretkey", "intranet", "4929123456781234", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"];
        string[] questions =
        [
            "falcon for ada.lovelace@example.org", "password hunter2topsecret", "sk-veryverysecretkey falcon", "https://intranet.example/models", "card 4929123456781234", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        ];
        var folder = Directory.CreateTempSubdirectory("tamma-private-").FullName;
        await using (var server = await StartAsync(folder: folder))
        {
            foreach (var question in questions)
            {
                await AskAsync(server, question);
                await server.JsonAsync($"/api/v1/search?filter={Uri.EscapeDataString($"name = \"{question}\"")}");
            }

            await AskAsync(server, "falcon eins");
            var report = await ReadAsync(server, Report);
            Assert.Equal(("(withheld)", questions.Length * 2), (report.GetProperty("data")[0].GetProperty("form").GetString(), report.GetProperty("data")[0].GetProperty("counts").GetProperty("asked").GetInt32()));
            Assert.False(report.GetProperty("data")[0].TryGetProperty("unknown", out _));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, report.GetRawText() + string.Join("\n", server.Log.Lines), StringComparison.OrdinalIgnoreCase));
            IsInNoFile(folder, secrets);
        }

        IsInNoFile(folder, secrets);
        Assert.Contains(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => Text(file).Contains("falcon eins", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static void IsInNoFile(string folder, string[] secrets)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = Text(file);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static Task AskAsync(RunningServer server, string question) => server.JsonAsync($"/api/v1/search?q={Uri.EscapeDataString(question)}");

    private static async Task<JsonElement> ReadAsync(RunningServer server, string path)
    {
        using var response = await server.SendAsync(HttpMethod.Get, path, server.Key);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static void Say(Stubs stubs) => stubs.Acme.Say(
        stubs.Acme.Claim("acme/falcon-1", ("tool_call", true), ("limit.context", 100_000m)),
        stubs.Acme.Claim("acme/falcon-2", ("tool_call", true)),
        stubs.Acme.Claim("acme/falcon-heron"));

    private static async Task<RunningServer> StartAsync(Func<TammaOptions, TammaOptions>? options = null, string? folder = null, Stubs? stubs = null)
    {
        if (stubs is null)
        {
            Say(stubs = new());
        }

        var server = await RunningServer.StartAsync(stubs, folder, options);
        await server.DiscoverAsync();
        await server.App.Services.GetRequiredService<CurrentSearch>().FreshAsync(Cancelled);
        return server;
    }
}
