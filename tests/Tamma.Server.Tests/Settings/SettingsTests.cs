using System.Collections.Immutable;
using System.Net;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Hosting;
using Tamma.Server.Settings;
using Xunit;

namespace Tamma.Server.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-settings-");

    [Fact]
    public void Defaults_are_those_of_the_architecture()
    {
        var settings = Good();

        Assert.Equal((IPAddress.Loopback, 5080), (settings.Address, settings.Port));
        Assert.Equal(Path.Combine(_folder.FullName, "share", "tamma"), settings.DataFolder);
        Assert.Equal((16, TimeSpan.FromMinutes(2), 0.1), (settings.Tamma.Discovery.Parallelism, settings.Tamma.Discovery.RunTimeout, settings.Tamma.Discovery.Jitter));
        Assert.Equal((TimeSpan.FromSeconds(30), 4, false), (settings.Tamma.Http.RequestTimeout, settings.Tamma.Http.Attempts, settings.Tamma.Http.Offline));
        var local = Assert.Single(settings.Tamma.Connections);
        Assert.Equal(("opencode-server", true), (local.Id, local.Optional));
        Assert.Equal(
            "https://models.dev/api.json https://models.dev/models.json bundled:baseline",
            string.Join(' ', settings.Tamma.Sources.Where(source => source.IsRead).Select(source => source.Url)));
        Assert.Equal("litellm openrouter", string.Join(' ', settings.Tamma.Sources.Where(source => !source.IsRead).Select(source => source.Id)));
    }

    [Theory]
    [InlineData("models_dev")]
    [InlineData("models_dev_models")]
    [InlineData("litellm")]
    [InlineData("openrouter")]
    [InlineData("baseline")]
    public void Each_public_source_is_switched_pointed_elsewhere_and_timed(string name)
    {
        var section = $"--sources.{name}.";
        var source = Good([section + "enabled=true", section + "url=file:///mirror/doc.json", section + "interval=6h", section + "listings=none"]).Tamma.Sources.Single(source => source.Id.Name == name);

        Assert.Equal((true, "file:///mirror/doc.json", TimeSpan.FromHours(6), ListingScope.None), (source.IsRead, source.Url.ToString(), source.Interval, source.Listings));
        Assert.False(Good([section + "enabled=false"]).Tamma.Sources.Single(source => source.Id.Name == name).IsRead);
    }

    [Fact]
    public void Without_a_network_a_source_on_another_machine_is_off_and_says_how_to_mirror_it()
    {
        var sources = Good(["--offline", "--sources.litellm.enabled=true", "--sources.models_dev_models.url=file:///mirror/models.json"]).Tamma.Sources;

        Assert.Equal("models_dev_models baseline", string.Join(' ', sources.Where(source => source.IsRead).Select(source => source.Id)));
        Assert.Contains("sources.litellm.url=file:///PATH", sources.Single(source => source.Id == SourceId.LiteLlm).OffBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_comes_before_the_environment_and_that_before_the_file()
    {
        Yaml("""
            server:
              port: 1001
            discovery:
              attempts: 2
              parallelism: 3
            """);

        Assert.Equal((1001, 2, 3), Numbers(Good()));
        Assert.Equal((1002, 5, 3), Numbers(Good([], ("TAMMA__SERVER__PORT", "1002"), ("tamma__discovery__attempts", "5"))));
        Assert.Equal((1003, 5, 3), Numbers(Good(["--server.port", "1003"], ("TAMMA__SERVER__PORT", "1002"), ("TAMMA__DISCOVERY__ATTEMPTS", "5"))));
        Assert.Equal((1004, 2, 7), Numbers(Good(["--port=1004", "--Discovery.Parallelism=7"])));

        static (int, int, int) Numbers(ServerSettings settings) => (settings.Port, settings.Tamma.Http.Attempts, settings.Tamma.Discovery.Parallelism);
    }

    [Fact]
    public void A_built_in_connection_is_changed_by_some_of_its_keys()
    {
        var server = Assert.Single(Good([], ("TAMMA__PROVIDERS__OPENCODE_SERVER__URL", "http://10.0.0.4:4096")).Tamma.Connections);
        Assert.Equal(("opencode-server", "opencode_server", "http://10.0.0.4:4096/", false), (server.Id, server.Type, server.Url.ToString(), server.Optional));

        var listing = Assert.Single(Good([], ("TAMMA__PROVIDERS__OPENCODE_SERVER__LISTINGS", "all")).Tamma.Connections);
        Assert.Equal((ListingScope.All, true, "http://127.0.0.1:4096/"), (listing.Listings, listing.Optional, listing.Url.ToString()));

        var openai = Good(["--providers.openai.credential=env:WORK_KEY"], ("OPENAI_API_KEY", "x")).Tamma.Connections.Single(connection => connection.Id == "openai");
        Assert.Equal((CredentialReference.Environment("WORK_KEY"), "https://api.openai.com/v1"), (openai.Credential, openai.Url.ToString()));

        Assert.Empty(Good(["--providers.opencode-server.enabled=no"]).Tamma.Connections);
        Assert.Empty(Good(["--discovery.find_local=false"]).Tamma.Connections);
    }

    [Fact]
    public void A_connection_of_ones_own_has_all_its_keys()
    {
        Yaml("""
            providers:
              sim_opencode:
                type: openai-compatible
                url: http://127.0.0.1:9/v1
                provider: sim
                api-key: file:/run/key
                username: me
                interval: 5m
                listings: none
                bills: yes
                simulated: true
                headers:
                  X-Team: blue
              opencode-server:
                enabled: false
            """);

        var connection = Assert.Single(Good([], ("TAMMA__PROVIDERS__SIM_OPENCODE__HEADERS__X_ROLE", "reader")).Tamma.Connections);

        Assert.Equal(("sim-opencode", "openai_compatible", "sim", "me", true, true), (connection.Id, connection.Type, connection.Provider, connection.Username, connection.Bills, connection.Simulated));
        Assert.Equal((new CredentialReference(CredentialKind.File, "/run/key"), TimeSpan.FromMinutes(5), ListingScope.None), (connection.Credential, connection.Interval, connection.Listings));
        Assert.Equal([("X-ROLE", "reader"), ("X-Team", "blue")], connection.Headers.Select(header => (header.Key.Replace("x-role", "X-ROLE", StringComparison.Ordinal), header.Value)).OrderBy(header => header.Item1, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("server.prot", "1", "did you mean server.port?")]
    [InlineData("server.port", "70000", "between 0 and 65535")]
    [InlineData("server.port", "many", "no whole number")]
    [InlineData("server.host", "example.com", "no IP address")]
    [InlineData("server.offline", "perhaps", "neither true nor false")]
    [InlineData("discovery.jitter", "2", "between 0 and 0.5")]
    [InlineData("discovery.request_timeout", "30", "no duration")]
    [InlineData("discovery.request_timeout", "2h", "between 1s and 10m")]
    [InlineData("discovery.base_delay", "60s", "longer than the longest")]
    [InlineData("retention.versions", "ever", "write 90d, or forever")]
    [InlineData("retention.events", "10m", "between 1h and 36500d")]
    [InlineData("retention.versions_per_model", "0", "between 1 and 1000000")]
    [InlineData("retention.version", "90d", "did you mean retention.versions?")]
    [InlineData("retention.claims", "30d", "discovery.flap_within")]
    [InlineData("discovery.flap_within", "91d", "kept for 90d")]
    [InlineData("search.analytics.min_count", "0", "between 1 and 1000000")]
    [InlineData("search.analytics.retention", "1h", "between 1d and 36500d")]
    [InlineData("search.analytic.enabled", "false", "did you mean search.analytics.enabled?")]
    [InlineData("search.synonyms.gpt5", "gpt 5", "is not one word")]
    [InlineData("search.synonyms.house", ",", "names nothing")]
    [InlineData("sources.models_dev.url", "ftp://x/y", "file://")]
    [InlineData("sources.models_dev.listings", "some", "my_providers")]
    [InlineData("providers.x.type", "smoke_signals", "there is: ")]
    [InlineData("providers.openai.url", "http://169.254.169.254/latest", "never asked")]
    [InlineData("providers.openai.url", "http://[fe80::1]/", "never asked")]
    [InlineData("providers.openai.url", "http://metadata.google.internal/v1", "never asked")]
    [InlineData("providers.openai.url", "http://me:pass@host/", "username and credential")]
    [InlineData("providers.openai.url", "localhost:8000", "http:// or https://")]
    [InlineData("providers.openai.credentail", "env:X", "did you mean providers.openai.credential?")]
    [InlineData("providers.openai.simulated", "true", "begins with sim-")]
    [InlineData("providers.new.url", "http://10.1.1.1/v1", "providers.new.type")]
    [InlineData("providers.ümlaut.url", "http://10.1.1.1/v1", "is no id")]
    public void A_mistake_is_named_with_its_key_and_its_place(string key, string value, string words)
    {
        var onLine = Assert.Single(Bad([$"--{key}={value}"]));
        Assert.Contains(words, onLine.ToString(), StringComparison.Ordinal);
        Assert.Contains("command line", onLine.Place, StringComparison.Ordinal);

        var variable = "TAMMA__" + key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();
        var inEnvironment = Assert.Single(Bad([], (variable, value)));
        Assert.Contains(words, inEnvironment.ToString(), StringComparison.Ordinal);

        var parts = key.Split('.');
        Yaml(string.Join('\n', parts.Select((part, i) => $"{new string(' ', i * 2)}{part}:")) + $" '{value}'\n");
        var inFile = Assert.Single(Bad());
        Assert.Contains(words, inFile.ToString(), StringComparison.Ordinal);
        Assert.Equal($"tamma.yaml:{parts.Length}", inFile.Place);
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        Yaml("""
            server:
              port: high
            discvery:
              attempts: 3
            providers:
              a_b:
                url: http://10.0.0.1/
              a-b:
                url: http://10.0.0.1/
            """);

        var mistakes = Bad(["server.port=1", "--nothing"], ("TAMMA__DISCOVERY__ATTEMPTS", "0"));

        Assert.Equal(
            ["server.port=1", "server.port", "discvery.attempts", "providers.a-b.url", "--nothing", "TAMMA__DISCOVERY__ATTEMPTS", "providers.a_b.type"],
            mistakes.OrderBy(mistake => mistake.Written is "server.port=1" ? 0 : mistake.Place.StartsWith("tamma.yaml", StringComparison.Ordinal) && mistake.Written != "providers.a_b.type" ? 1 : mistake.Written == "providers.a_b.type" ? 3 : 2)
                .ThenBy(mistake => mistake.Place, StringComparer.Ordinal).Select(mistake => mistake.Written));
        Assert.Equal("tamma.yaml:4", mistakes.Single(mistake => mistake.Written == "discvery.attempts").Place);
    }

    [Fact]
    public void A_secret_in_the_configuration_is_refused_and_not_repeated()
    {
        const string Secret = "sk-live-0123456789";
        Yaml($"providers:\n  openai:\n    api_key: {Secret}\n");

        var mistakes = Bad([$"--providers.openai.credential={Secret}"], ("TAMMA__PROVIDERS__OPENAI__API_KEY", Secret));

        Assert.Equal(3, mistakes.Length);
        Assert.All(mistakes, mistake => Assert.Contains("env:NAME or file:PATH", mistake.What, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, StartText.Of(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_yaml_is_named_with_its_line()
    {
        Yaml("server:\n  port: 1\n  port: 2\n");
        Assert.StartsWith("tamma.yaml:", Assert.Single(Bad()).Place, StringComparison.Ordinal);

        Yaml("server: [1, 2\n");
        Assert.StartsWith("tamma.yaml:", Assert.Single(Bad()).Place, StringComparison.Ordinal);

        Yaml("server:\n  - port\n");
        Assert.Contains("list", Assert.Single(Bad()).What, StringComparison.Ordinal);

        Yaml("# nothing\nproviders:\nserver:\n");
        Good();
    }

    [Fact]
    public void A_file_that_is_named_must_be_there()
    {
        Assert.Contains("no file", Assert.Single(Bad(["--config=/nowhere/t.yaml"])).What, StringComparison.Ordinal);
        Assert.Contains("no file", Assert.Single(Bad([], ("TAMMA_CONFIG", "/nowhere/t.yaml"))).What, StringComparison.Ordinal);

        var other = Path.Combine(_folder.FullName, "other.yaml");
        File.WriteAllText(other, "server: { port: 77 }");
        Assert.Equal(77, Good(["--config", other]).Port);
    }

    [Fact]
    public void Nothing_to_discover_is_said_with_what_to_do()
    {
        var lines = StartText.Sentences(Good([], ("DEEPSEEK_API_KEY", "x"))).ToList();

        Assert.Contains(lines, line => line.StartsWith("DEEPSEEK_API_KEY is set and not used", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("models.dev", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("tamma demo", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("npx opencode-ai serve", StringComparison.Ordinal));
        Assert.DoesNotContain(StartText.Sentences(Good(["--offline"])), line => line.Contains("models.dev", StringComparison.Ordinal));
        Assert.DoesNotContain(StartText.Sentences(Good([], ("OPENAI_API_KEY", "x"))), line => line.Contains("tamma demo", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("--providers.github-copilot.enabled=false", false)]
    [InlineData("--providers.github-copilot.enabled=true", true)]
    public void Copilot_is_there_when_its_owner_enables_it(string? argument, bool isThere)
    {
        var connections = Good(argument is null ? [] : [argument], ("COPILOT_GITHUB_TOKEN", "x")).Tamma.Connections;

        Assert.Equal(isThere, connections.Any(connection => connection is { Id: "github-copilot", Type: "github_copilot", Credential.Target: "COPILOT_GITHUB_TOKEN" }));
    }

    [Fact]
    public void A_check_names_credentials_and_never_shows_them()
    {
        Environment.SetEnvironmentVariable("TAMMA_TEST_CHECK_KEY", "hidden-value");

        var text = StartText.Check(Good(["--providers.openai.credential=env:TAMMA_TEST_CHECK_KEY", "--providers.x.type=openai_compatible", "--providers.x.url=http://10.0.0.1/v1?key=hidden-value", "--providers.x.credential=env:TAMMA_TEST_NOT_SET"]));

        Assert.Contains("openai: openai at https://api.openai.com/v1, credential TAMMA_TEST_CHECK_KEY (set), every 1h", text, StringComparison.Ordinal);
        Assert.Contains("credential TAMMA_TEST_NOT_SET (not set)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-value", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_says_what_is_not_kept_for_ever()
    {
        Assert.Contains("Keeps          everything but what is over: claims 90d, counts of searches 90d\n", StartText.Check(Good()), StringComparison.Ordinal);
        Assert.Contains("Keeps          everything\n", StartText.Check(Good(["--retention.claims=forever", "--search.analytics.retention=forever"])), StringComparison.Ordinal);
        Assert.Contains(
            "Keeps          everything but what is over: versions 90d, events 36h, claims 45d, counts of searches 7d, 10 versions of a model\n",
            StartText.Check(Good(["--retention.versions=90d", "--retention.events=36h", "--retention.claims=45d", "--search.analytics.retention=7d", "--retention.versions_per_model=10"])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void How_searches_are_counted_and_what_words_stand_for_is_set()
    {
        Yaml("""
            search:
              analytics:
                enabled: false
                min_count: 5
              synonyms:
                House: [claude opus, with vision]
                looker: with vision
            """);

        var tamma = Good([], ("TAMMA__SEARCH__SYNONYMS__HÄUSER", "gpt")).Tamma;

        Assert.Equal((false, 5, TimeSpan.FromDays(90)), (tamma.Analytics.Enabled, tamma.Analytics.MinCount, tamma.Retention.Searches));
        Assert.Equal("hauser: gpt\nhouse: claude opus | with vision\nlooker: with vision", tamma.Synonyms.Text);
        Assert.Equal((true, 2, ""), (new TammaOptions().Analytics.Enabled, new TammaOptions().Analytics.MinCount, new TammaOptions().Synonyms.Text));
    }

    [Fact]
    public void A_connection_has_patterns_bounds_and_settings_of_its_own()
    {
        Yaml("""
            discovery:
              find_local: false
            providers:
              workshop:
                type: openai_compatible
                url: http://10.0.0.7:8000/v1
                include: [gpt-*, "o?"]
                exclude: "*-preview, *-old"
                request_timeout: 5s
                run_timeout: 1m
                attempts: 2
                base_delay: 10ms
                max_delay: 3s
                requests_per_second: 0.5
                burst: 4
                concurrency: 2
              gone:
                enabled: false
            """);

        var settings = Good();

        var workshop = Assert.Single(settings.Tamma.Connections);
        Assert.Equal("gpt-* o? | *-preview *-old", $"{string.Join(' ', workshop.Include)} | {string.Join(' ', workshop.Exclude)}");
        Assert.Equal(
            new ConnectionLimits
            {
                RequestTimeout = TimeSpan.FromSeconds(5),
                RunTimeout = TimeSpan.FromMinutes(1),
                Attempts = 2,
                BaseDelay = TimeSpan.FromMilliseconds(10),
                MaxDelay = TimeSpan.FromSeconds(3),
                RequestsPerSecond = 0.5,
                Burst = 4,
                Concurrency = 2,
            },
            workshop.Limits);
        Assert.StartsWith("tamma.yaml:", workshop.ConfiguredIn, StringComparison.Ordinal);
        Assert.Equal(["gone"], settings.Tamma.LeftOut);
        Assert.False(settings.Tamma.Discovery.FindLocal);
    }

    [Theory]
    [InlineData("settings.organisation", "x", "takes no settings of its own")]
    [InlineData("url", "stdio:uvx", "names a program")]
    [InlineData("url", "file:///etc/passwd", "begins with http:// or https://")]
    [InlineData("attempts", "11", "is not between 1 and 10")]
    [InlineData("include", " , ", "names nothing")]
    public void What_only_shows_beside_the_type_is_a_mistake_too(string key, string value, string words)
    {
        var mistakes = Bad([$"--providers.workshop.{key}={value}", "--providers.workshop.type=opencode_server", .. key == "url" ? Array.Empty<string>() : ["--providers.workshop.url=http://10.0.0.7"]]);

        Assert.Contains(words, string.Join('\n', mistakes), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Yaml(string text)
    {
        var file = Path.Combine(_folder.FullName, "config", "tamma", "tamma.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private ServerSettings Good(string[]? args = null, params (string Name, string Value)[] environment)
    {
        var (settings, mistakes) = Read(args ?? [], environment);
        Assert.True(settings is not null, string.Join('\n', mistakes));
        return settings;
    }

    [Fact]
    public void Whom_to_believe_is_set_for_each_group()
    {
        Yaml("""
            policy:
              price: [models-dev, account]
              limit: baseline, account
            """);

        var policy = Good().Tamma.Policy;

        Assert.Equal([Standing.ModelsDev, Standing.Account, Standing.Override], policy.Order[FieldGroup.Price].Take(3));
        Assert.Equal([Standing.Baseline, Standing.Account], policy.Order[FieldGroup.Limit].Take(2));
        Assert.Contains("'nobody' is no standing", Assert.Single(Bad([], ("TAMMA__POLICY__PRICE", "account, nobody"))).What, StringComparison.Ordinal);
        Assert.Contains("did you mean policy.price", Assert.Single(Bad(["--policy.prices=account"])).What, StringComparison.Ordinal);
    }

    private ImmutableArray<Mistake> Bad(string[]? args = null, params (string Name, string Value)[] environment)
    {
        var (settings, mistakes) = Read(args ?? [], environment);
        Assert.Null(settings);
        return mistakes;
    }

    private (ServerSettings? Settings, ImmutableArray<Mistake> Mistakes) Read(string[] args, (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        variables["XDG_CONFIG_HOME"] = Path.Combine(_folder.FullName, "config");
        variables["XDG_DATA_HOME"] = Path.Combine(_folder.FullName, "share");
        return SettingsReader.Read(CommandLine.Read(args), variables);
    }
}
