using System.Collections.Immutable;
using Tamma.Security;
using Tamma.Server.Hosting;
using Tamma.Server.Settings;
using Xunit;

namespace Tamma.Server.Tests.Settings;

public sealed class EmbeddingSettingsTests : IDisposable
{
    private const string Section = "--search.embeddings.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_the_section_there_is_no_server()
    {
        var options = Good();

        Assert.Null(options.EmbeddingServer);
        Assert.Equal((64, TimeSpan.FromMilliseconds(300), 1_000), (options.Embeddings.Batch, options.Embeddings.QueryTimeout, options.Embeddings.QueryCache));
    }

    [Theory]
    [InlineData("openai", "https://api.openai.com/v1", "env:OPENAI_API_KEY")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "env:GEMINI_API_KEY")]
    [InlineData("ollama", "http://localhost:11434/v1", null)]
    public void A_known_server_has_its_address_and_where_its_key_usually_is(string provider, string url, string? credential)
    {
        var server = Good($"{Section}provider={provider}", Section + "model=m").EmbeddingServer!;

        Assert.Equal((url, "m", credential), (server.Url.ToString(), server.Model, server.Credential?.ToString()));
    }

    [Fact]
    public void A_key_that_is_known_for_one_address_goes_to_no_other()
    {
        Assert.Null(Good(Section + "provider=openai", Section + "model=m", Section + "base_url=http://10.0.0.7/v1").EmbeddingServer!.Credential);
        Assert.Equal(
            CredentialReference.Environment("MINE"),
            Good(Section + "provider=openai", Section + "model=m", Section + "base_url=http://10.0.0.7/v1", Section + "credential=env:MINE").EmbeddingServer!.Credential);
    }

    [Fact]
    public void Everything_can_be_set_in_the_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "config", "tamma"));
        File.WriteAllText(Path.Combine(_folder.FullName, "config", "tamma", "tamma.yaml"), """
            search:
              embeddings:
                provider: compatible
                base_url: http://10.0.0.7:8080/v1
                model: small
                dimensions: 256
                credential: file:/run/secrets/key
                batch: 16
                timeout: 5s
                query_timeout: 100ms
                query_cache: 0
            """);

        var options = Good();

        var server = options.EmbeddingServer!;
        Assert.Equal(("http://10.0.0.7:8080/v1", "small", 256, "file:/run/secrets/key", 5), (server.Url.ToString(), server.Model, server.Dimensions, server.Credential?.ToString(), server.Timeout.TotalSeconds));
        Assert.Equal((16, 100, 0), (options.Embeddings.Batch, options.Embeddings.QueryTimeout.TotalMilliseconds, options.Embeddings.QueryCache));
    }

    [Theory]
    [InlineData("search.embeddings.provider is missing; there is: openai, gemini, ollama, compatible", "model=m")]
    [InlineData("search.embeddings.model is missing", "provider=ollama")]
    [InlineData("search.embeddings.base_url is missing for compatible", "provider=compatible", "model=m")]
    [InlineData("'azure' is no embedding server; there is: openai, gemini, ollama, compatible", "provider=azure", "model=m")]
    [InlineData("names a program", "provider=compatible", "model=m", "base_url=stdio:uvx")]
    [InlineData("is a link-local address or a cloud's metadata service", "provider=compatible", "model=m", "base_url=http://169.254.169.254/v1")]
    [InlineData("is not between 1 and 2048", "provider=ollama", "model=m", "batch=0")]
    [InlineData("no secret belongs in a configuration", "provider=ollama", "model=m", "credential=sk-1234")]
    [InlineData("did you mean search.embeddings.dimensions?", "provider=ollama", "model=m", "dimension=3")]
    public void What_is_wrong_is_told_once_at_the_start(string words, params string[] settings)
    {
        var mistake = Assert.Single(Read([.. settings.Select(setting => Section + setting)]).Mistakes);

        Assert.Contains(words, mistake.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-1234", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Offline_a_server_on_another_machine_is_not_used_and_one_on_this_machine_is()
    {
        var (settings, _) = ReadAll(["--offline", Section + "provider=openai", Section + "model=m"]);
        Assert.Null(settings!.Tamma.EmbeddingServer);
        Assert.Contains("search.embeddings is set and not used: server.offline is on, and api.openai.com is on another machine.", settings.Warnings);

        Assert.NotNull(Good("--offline", Section + "provider=ollama", Section + "model=m").EmbeddingServer);
    }

    [Fact]
    public void A_start_says_what_is_sent_to_whom()
    {
        var remote = ReadAll([Section + "provider=openai", Section + "model=m"]).Settings!;
        var local = ReadAll([Section + "provider=ollama", Section + "model=m"]).Settings!;

        Assert.Contains(StartText.Sentences(remote), line => line.Contains("is sent to api.openai.com to be embedded", StringComparison.Ordinal));
        Assert.DoesNotContain(StartText.Sentences(local), line => line.Contains("embedded", StringComparison.Ordinal));
        Assert.Contains("m at http://localhost:11434/v1, no credential", StartText.Check(local), StringComparison.Ordinal);
    }

    private TammaOptions Good(params string[] args)
    {
        var (options, mistakes) = Read(args);
        Assert.True(options is not null, string.Join('\n', mistakes));
        return options;
    }

    private (TammaOptions? Options, ImmutableArray<Mistake> Mistakes) Read(string[] args)
    {
        var (settings, mistakes) = ReadAll(args);
        return (settings?.Tamma, mistakes);
    }

    private (ServerSettings? Settings, ImmutableArray<Mistake> Mistakes) ReadAll(string[] args)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["XDG_CONFIG_HOME"] = Path.Combine(_folder.FullName, "config"),
            ["XDG_DATA_HOME"] = Path.Combine(_folder.FullName, "share"),
        };
        return SettingsReader.Read(CommandLine.Read(args), variables);
    }
}
