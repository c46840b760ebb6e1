using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class OperatorTests
{
    private static readonly OverrideResponse s_entry = new()
    {
        Id = Guid.Parse("0193b0a0-0000-7000-8000-000000000003"),
        Batch = Guid.Parse("0193b0a0-0000-7000-8000-000000000009"),
        Kind = "value",
        Key = "openai/gpt-5",
        Field = "cost.input",
        Value = Json("1.1"),
        State = "active",
        Author = "ada",
        Reason = "our contract",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Upstream = Json("1.25"),
        MovedTo = Json("1.5"),
        MovedAt = DateTimeOffset.UnixEpoch,
    };

    [Theory]
    [InlineData("1.10", "1.10")]
    [InlineData("200k", "\"200k\"")]
    [InlineData("true", "true")]
    [InlineData("2025-09", "\"2025-09\"")]
    [InlineData("[\"text\"]", "[\"text\"]")]
    public async Task An_override_is_sent_as_it_is_spelt(string spelt, string sent)
    {
        await using var server = new StubServer().On("POST /overrides", s_entry, TammaJson.Default.OverrideResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("override", "set", "openai/gpt-5", "cost.input", spelt, "--reason", "our contract");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal($$"""{"key":"openai/gpt-5","field":"cost.input","value":{{sent}},"reason":"our contract"}""", Assert.Single(server.Requests).Body);
        Assert.Equal($"{s_entry.Id}\topenai/gpt-5\tcost.input\t$1.10\tactive\t$1.25 → $1.50\tada\t1970-01-01 00:00\t\tour contract\n", outcome.Out);
    }

    [Fact]
    public async Task A_time_that_is_none_is_refused_before_anything_is_sent()
    {
        await using var server = new StubServer();
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("override", "set", "openai/gpt-5", "cost.input", "1", "--expires", "soon");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("30d", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Going_back_says_how_to_undo_it()
    {
        await using var server = new StubServer().On(
            "POST /rollbacks",
            new() { Key = "openai/gpt-5", Version = 3, Batch = s_entry.Batch, Overrides = [s_entry], Left = [new() { Field = "cost.output", Why = "was unknown then" }] },
            TammaJson.Default.RollbackResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("override", "rollback", "openai/gpt-5", "3");

        Assert.Equal("""{"key":"openai/gpt-5","version":3}""", Assert.Single(server.Requests).Body);
        Assert.Contains($"tamma override undo {s_entry.Batch}", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("cost.output was unknown then.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_and_attributes_are_sent_and_shown()
    {
        await using var server = new StubServer().On(
            "POST /annotations",
            new() { Key = "openai/gpt-5", Hidden = false, Tags = ["eu", "prod"], Attributes = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["team"] = Json("\"search\"") } },
            TammaJson.Default.AnnotationResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("tag", "openai/gpt-5", "+eu", "prod", "-r", "trial", "--set", "team=search", "--set", "owner=");

        Assert.Equal("""{"key":"openai/gpt-5","add_tags":["eu","prod"],"remove_tags":["trial"],"attributes":{"team":"search","owner":null}}""", Assert.Single(server.Requests).Body);
        Assert.Equal("hidden\tno\ntags\teu, prod\nnotes\nattributes.team\tsearch\n", outcome.Out);
    }

    [Fact]
    public async Task A_backup_becomes_a_file_that_its_owner_alone_reads_and_never_takes_the_place_of_another()
    {
        await using var server = new StubServer().On("GET /backup", "all of it", TammaJson.Default.String);
        using var tamma = new TammaProcess(server);
        using var folder = new TempFile();

        var outcome = await tamma.RunAsync("backup", folder.Path);
        var again = await tamma.RunAsync("backup", folder.Path);

        Assert.Equal((0, 2), (outcome.ExitCode, again.ExitCode));
        Assert.Equal("\"all of it\"", await File.ReadAllTextAsync(folder.Path, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(folder.Path + ".part"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder.Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task An_import_that_is_refused_in_part_fails()
    {
        await using var server = new StubServer().On(
            "POST /operator-data?dry_run=true",
            new() { DryRun = true, Added = 0, Changed = 0, Unchanged = 0, Refused = 1, Items = [new() { Kind = "override", Name = "a/b name", Outcome = "refused", Detail = "no such model" }] },
            TammaJson.Default.OperatorImportResponse);
        using var tamma = new TammaProcess(server);
        using var file = new TempFile();
        await File.WriteAllTextAsync(file.Path, """{"format":"tamma-operator-data","version":1}""", TestContext.Current.CancellationToken);

        var outcome = await tamma.RunAsync("operator", "import", file.Path, "--dry-run");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("refused\toverride\ta/b name\tno such model\n", outcome.Out);
    }

    [Theory]
    [InlineData("1", "2", "from=1&to=2")]
    [InlineData("@300", "@310", "from=%40300&to=%40310")]
    public async Task A_diff_shows_what_breaks(string from, string to, string query)
    {
        var mark = new VersionMark { Version = 1, Position = 1, Since = DateTimeOffset.UnixEpoch };
        await using var server = new StubServer().On(
            $"GET /diff/openai/gpt-5?{query}",
            new() { Key = "openai/gpt-5", From = mark, To = mark with { Version = 2 }, Impact = "high", Breaking = 1, Changes = [new() { Field = "limit.context", Old = Json("200000"), New = Json("100000"), Effect = "breaking", Percent = -50, Sentence = "lower" }] },
            TammaJson.Default.DiffResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("diff", "openai/gpt-5", "--from", from, "--to", to);

        Assert.Equal("breaking\tlimit.context\t200k\t100k\tlower\n", outcome.Out);
        Assert.Contains("version 1 (1970-01-01 00:00) to 2", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_price_is_said_to_be_unknown()
    {
        await using var server = new StubServer().On(
            "GET /prices/openai/gpt-5",
            new() { Key = "openai/gpt-5", Version = new() { Version = 1, Position = 1, Since = DateTimeOffset.UnixEpoch }, Prices = [], Series = [], Complete = true },
            TammaJson.Default.PriceResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("price", "openai/gpt-5");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains("unknown, not free", outcome.Error, StringComparison.Ordinal);
    }

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>A name in a folder of its own.</summary>
    private sealed class TempFile : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-cli-");

        public string Path => System.IO.Path.Combine(_folder.FullName, "file");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
