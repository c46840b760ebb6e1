using Tamma.Providers;
using Tamma.Providers.ZenMcp;
using Xunit;

namespace Tamma.Core.Tests.Providers.ZenMcp;

public sealed class ServerCommandTests
{
    private static readonly Dictionary<string, string> s_ours = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/bin",
        ["HOME"] = "/home/a",
        ["OPENAI_API_KEY"] = "sk-1234567",
        ["OPENAI_ALLOWED_MODELS"] = "gpt-5",
        ["CUSTOM_API_URL"] = "http://user:pass123@h/v1",
        ["OUR_OWN_SECRET"] = "never",
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("  a  b ", "a|b")]
    [InlineData("--from 'git+https://x y' \"a b\"c", "--from|git+https://x y|a bc")]
    [InlineData("\"\" ''", "|")]
    [InlineData("a\\ b 'c\\d' \"e\\\"f\"", "a b|c\\d|e\"f")]
    [InlineData("$HOME `id` ;rm *", "$HOME|`id`|;rm|*")]
    public void Arguments_are_split_as_a_shell_does_and_never_expanded(string line, string words) => Assert.Equal(words, string.Join('|', CommandWords.Split(line)!));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("\"")]
    public void A_quote_that_is_not_closed_is_no_line(string line) => Assert.Null(CommandWords.Split(line));

    [Fact]
    public void Nothing_is_passed_on_but_what_is_named()
    {
        var command = Command(("environment", "OPENAI_API_KEY, OPENAI_ALLOWED_MODELS,CUSTOM_API_URL,GEMINI_API_KEY"));

        Assert.Equal(["CUSTOM_API_URL", "HOME", "OPENAI_ALLOWED_MODELS", "OPENAI_API_KEY", "PATH"], command.Environment.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["GEMINI_API_KEY"], command.NotSet);
    }

    [Fact]
    public void Keys_are_secrets_and_lists_of_models_are_none() =>
        Assert.Equal(["pass123", "sk-1234567", "user:pass123"], Command(("environment", "OPENAI_API_KEY,OPENAI_ALLOWED_MODELS,CUSTOM_API_URL")).Secrets.Order(StringComparer.Ordinal));

    [Fact]
    public void The_address_names_the_program_where_no_setting_does()
    {
        Assert.Equal("pal-mcp-server", Command().Program);
        Assert.Equal("uvx", Command(("command", "uvx")).Program);
    }

    [Theory]
    [InlineData("arguments", "'open")]
    [InlineData("start_timeout", "soon")]
    [InlineData("start_timeout", "0")]
    [InlineData("start_timeout", "99999")]
    public void A_setting_that_cannot_be_used_is_named(string name, string value)
    {
        var fault = Assert.Throws<ProviderException>(() => Command((name, value)));

        Assert.Contains($"'{name}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_never_started_without_being_asked_for()
    {
        var found = WellKnown.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["GEMINI_API_KEY"] = "x" });

        Assert.DoesNotContain(found.Connections, connection => connection.Type == "zen_mcp");
        Assert.Contains(WellKnown.Templates(s_ours), connection => connection is { Id: "zen-mcp", Url.Scheme: "stdio" });
    }

    [Fact]
    public void What_it_logs_last_is_shown_without_its_keys()
    {
        var words = new LastWords(["sk-1234567"]);
        words.Add("first\nERROR: \u001b[31mkey sk-1234567\u001b[0m and AIzaSyD9000000000000000000000 are wrong\n\n");

        Assert.Equal("ERROR: key [redacted] and [redacted] are wrong", words.Line());
    }

    [Fact]
    public void A_log_without_end_is_cut_and_no_half_secret_is_left()
    {
        var words = new LastWords(["sk-1234567"]);
        words.Add(string.Concat(Enumerable.Repeat("sk-1234567", 5_000)));
        Assert.Null(words.Line());

        words.Add("\nthe end");
        Assert.Equal("the end", words.Line());
    }

    [Fact]
    public async Task Output_without_end_is_not_read()
    {
        using var output = new BoundedOutput(new MemoryStream(new byte[100]), 60);
        var buffer = new byte[50];

        Assert.Equal(50, await output.ReadAsync(buffer, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<IOException>(() => output.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask());
        Assert.True(output.IsOver);
    }

    private static ServerCommand Command(params (string Name, string Value)[] settings) => ServerCommand.Of(
        PalTexts.Connection with { Settings = PalTexts.Connection.Settings.AddRange(settings.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))) },
        s_ours.GetValueOrDefault);
}
