using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class CheckTests
{
    private static readonly DateOnly s_today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static readonly CatalogueResponse s_catalogue = new()
    {
        Format = CatalogueResponse.FormatName,
        Version = CatalogueResponse.CurrentVersion,
        At = TimeProvider.System.GetUtcNow(),
        Position = 7,
        Models =
        [
            Model("openai/gpt-5-mini", "deprecated", 20) with { Lifecycle = Life("deprecated", 20) with { Replacement = new() { Key = "openai/gpt-5.4-mini", By = "provider" } } },
            Model("openai/o1", "retired", -30),
            Model("anthropic/claude-opus-4-8", "active", null),
        ],
    };

    [Fact]
    public async Task Files_are_checked_against_an_export_and_no_server_is_asked()
    {
        using var tamma = Prepared();

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "project"), "--catalog", Path.Combine(tamma.Home, "catalogue.json"), "--url", "http://127.0.0.1:1");

        Assert.Equal(
            [
                $"{tamma.Home}/project/app.py:2 openai/gpt-5-mini retires {Day(20)}, replaced by openai/gpt-5.4-mini",
                $"{tamma.Home}/project/deep/config.yaml:1 gpt-typo-9 unknown",
            ],
            outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("3 mentions of models, 0 doomed.\n", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Theory]
    [InlineData("--fail-within", "19d", 0)]
    [InlineData("--fail-within", "20d", 1)]
    [InlineData("--fail-within", "3w", 1)]
    [InlineData("--fail-within", "soon", 2)]
    [InlineData("--fail-within", "-1", 2)]
    [InlineData("--format", "xml", 2)]
    public async Task The_exit_code_says_whether_anything_is_doomed(string option, string value, int exit)
    {
        using var tamma = Prepared();

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "project"), "--catalog", Path.Combine(tamma.Home, "catalogue.json"), option, value);

        Assert.Equal(exit, outcome.ExitCode);
    }

    [Fact]
    public async Task What_has_ended_dooms_without_being_asked_for()
    {
        using var tamma = Prepared();
        await File.WriteAllTextAsync(Path.Combine(tamma.Home, "one.json"), """{"model":"o1"}""", TestContext.Current.CancellationToken);

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "one.json"), "--catalog", Path.Combine(tamma.Home, "catalogue.json"), "--json");

        var answer = JsonElement.Parse(outcome.Out);
        Assert.Equal((1, 1), (outcome.ExitCode, answer.GetProperty("doomed").GetInt32()));
        Assert.Equal(("retired", "model", 1, 11), Of(Assert.Single(answer.GetProperty("data").EnumerateArray())));

        static (string?, string?, int, int) Of(JsonElement result) =>
            (result.GetProperty("verdict").GetString(), result.GetProperty("under").GetString(), result.GetProperty("line").GetInt32(), result.GetProperty("column").GetInt32());
    }

    [Fact]
    public async Task Standard_input_is_read_as_a_file()
    {
        using var tamma = Prepared();
        var process = tamma.Start("check", "-", "--catalog", Path.Combine(tamma.Home, "catalogue.json"));
        await process.StandardInput.WriteAsync("\nmodel: o1\n");
        process.StandardInput.Close();

        var outcome = await TammaProcess.WaitAsync(process);

        Assert.Equal((1, $"-:2 openai/o1 retired {Day(-30)}\n"), (outcome.ExitCode, outcome.Out));
    }

    [Fact]
    public async Task Sarif_is_one_document_and_the_code_stays_the_same()
    {
        using var tamma = Prepared();

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "project"), "--catalog", Path.Combine(tamma.Home, "catalogue.json"), "--format", "sarif", "--fail-within", "30d");

        var run = JsonElement.Parse(outcome.Out).GetProperty("runs")[0];
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(["error", "note"], run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task Without_a_file_the_server_gives_its_catalogue_and_sees_no_text()
    {
        await using var server = new StubServer().On("GET /export?scope=all", s_catalogue, TammaJson.Default.CatalogueResponse);
        using var tamma = new TammaProcess(server);
        await File.WriteAllTextAsync(Path.Combine(tamma.Home, "secret.py"), "key = 'sk-12345'; model = 'o1'", TestContext.Current.CancellationToken);

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "secret.py"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(("GET", "/export?scope=all", ""), (Assert.Single(server.Requests).Method, server.Requests[0].Path, server.Requests[0].Body));
    }

    [Fact]
    public async Task An_address_may_hold_the_export_and_gets_no_key()
    {
        await using var server = new StubServer().On("GET /catalogue.json", s_catalogue, TammaJson.Default.CatalogueResponse);
        using var tamma = Prepared();
        tamma.Variables["TAMMA_API_KEY"] = "tamma_secret";

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "project"), "--catalog", server.Url + "/catalogue.json", "--fail-within", "30d");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Null(Assert.Single(server.Requests).Authorization);
    }

    [Theory]
    [InlineData("there-is-none.json", "cannot be read")]
    [InlineData("project/app.py", "is no catalogue")]
    [InlineData("newer.json", "version 2")]
    [InlineData("other.json", "is no catalogue")]
    [InlineData("http://127.0.0.1:1/catalogue.json", "cannot be read")]
    public async Task Without_a_catalogue_it_is_wrong_usage_and_never_fine(string catalog, string why)
    {
        using var tamma = Prepared();
        await WriteAsync(Path.Combine(tamma.Home, "newer.json"), s_catalogue with { Version = 2 });
        await WriteAsync(Path.Combine(tamma.Home, "other.json"), s_catalogue with { Format = "other" });

        var outcome = await tamma.RunAsync("check", Path.Combine(tamma.Home, "project"), "--catalog", catalog.StartsWith("http", StringComparison.Ordinal) ? catalog : Path.Combine(tamma.Home, catalog));

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_and_a_file_that_is_not_there_are_wrong_usage_too()
    {
        using var tamma = Prepared();

        Assert.Equal(2, (await tamma.RunAsync("check", tamma.Home, "--url", "http://127.0.0.1:1")).ExitCode);
        Assert.Equal(2, (await tamma.RunAsync("check", Path.Combine(tamma.Home, "nothing"), "--catalog", Path.Combine(tamma.Home, "catalogue.json"))).ExitCode);
        Assert.Equal(2, (await tamma.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task What_nobody_wrote_is_passed_over_and_what_is_too_large_is_told()
    {
        using var tamma = Prepared();
        var project = Path.Combine(tamma.Home, "project");
        foreach (var folder in (string[])[".git", "node_modules/x"])
        {
            Directory.CreateDirectory(Path.Combine(project, folder));
            await File.WriteAllTextAsync(Path.Combine(project, folder, "a.py"), "model = 'o1'", TestContext.Current.CancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(project, "package-lock.json"), """{"model":"o1"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, "data.bin"), "\0 model = 'o1'", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, "huge.py"), "model = 'o1'" + new string('\n', 1024 * 1024), TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(project, "around"), project);

        var outcome = await tamma.RunAsync("check", project, "--catalog", Path.Combine(tamma.Home, "catalogue.json"));

        Assert.Equal((0, 2), (outcome.ExitCode, outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("huge.py: larger than 1024 KiB", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_written_whole_or_not_at_all()
    {
        await using var server = new StubServer().On("GET /export?scope=all", s_catalogue, TammaJson.Default.CatalogueResponse);
        using var tamma = new TammaProcess(server);
        var file = Path.Combine(tamma.Home, "catalogue.json");

        Assert.Equal(0, (await tamma.RunAsync("export", "--scope", "all", "--out", file)).ExitCode);
        var written = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(7, JsonSerializer.Deserialize(written, TammaJson.Default.CatalogueResponse)!.Position);
        Assert.Equal((await tamma.RunAsync("export", "--scope", "all")).Out.TrimEnd(), System.Text.Encoding.UTF8.GetString(written));

        Assert.NotEqual(0, (await tamma.RunAsync("export", "--scope", "mine", "--out", file)).ExitCode);
        Assert.Equal(written, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(2, (await tamma.RunAsync("export", "--out", Path.Combine(tamma.Home, "no", "folder.json"))).ExitCode);
    }

    private static ModelResponse Model(string key, string stage, int? days) =>
        new() { Key = key, Provider = key.Split('/')[0], Id = key.Split('/')[1], Reference = false, Lifecycle = Life(stage, days) };

    private static LifecycleResponse Life(string stage, int? days) =>
        new() { Stage = stage, Dates = days is { } away ? new() { RetiresOn = Day(away), RetiresBy = s_today.AddDays(away) } : null };

    private static string Day(int days) => $"{s_today.AddDays(days):yyyy-MM-dd}";

    private static Task WriteAsync(string path, CatalogueResponse catalogue) => File.WriteAllBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(catalogue, TammaJson.Default.CatalogueResponse));

    /// <summary>A home with a catalogue, and a project that uses three models.</summary>
    private static TammaProcess Prepared()
    {
        var tamma = new TammaProcess();
        var project = Directory.CreateDirectory(Path.Combine(tamma.Home, "project", "deep")).Parent!.FullName;
        File.WriteAllText(Path.Combine(project, "app.py"), "# o1\nmodel = \"gpt-5-mini\"\nother = 'claude-opus-4-8'\n");
        File.WriteAllText(Path.Combine(project, "deep", "config.yaml"), "model: gpt-typo-9\n");
        File.WriteAllBytes(Path.Combine(tamma.Home, "catalogue.json"), JsonSerializer.SerializeToUtf8Bytes(s_catalogue, TammaJson.Default.CatalogueResponse));
        return tamma;
    }
}
