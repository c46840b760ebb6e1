using Tamma.Providers;
using Tamma.Security;
using Xunit;

namespace Tamma.Core.Tests.Providers;

public sealed class WellKnownTests
{
    [Fact]
    public void An_empty_environment_looks_for_OpenCode_only_and_does_not_insist()
    {
        var connection = Assert.Single(Find().Connections);

        Assert.Equal(("opencode-server", "opencode-server", "opencode_server"), (connection.Id, connection.Provider, connection.Type));
        Assert.Equal(new Uri("http://127.0.0.1:4096"), connection.Url);
        Assert.True(connection.Optional);
        Assert.Null(connection.Credential);
        Assert.Equal(TimeSpan.FromMinutes(2), connection.Interval);
    }

    [Fact]
    public void An_OpenCode_that_was_asked_for_is_insisted_on()
    {
        var connection = Assert.Single(Find(("OPENCODE_URL", "http://box:5000"), ("OPENCODE_SERVER_PASSWORD", "x"), ("OPENCODE_SERVER_USERNAME", "me")).Connections);

        Assert.Equal(new Uri("http://box:5000"), connection.Url);
        Assert.False(connection.Optional);
        Assert.Equal((CredentialReference.Environment("OPENCODE_SERVER_PASSWORD"), "me"), (connection.Credential, connection.Username));
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY", "anthropic", "anthropic", "https://api.anthropic.com")]
    [InlineData("ANTHROPIC_AUTH_TOKEN", "anthropic", "anthropic", "https://api.anthropic.com")]
    [InlineData("OPENAI_API_KEY", "openai", "openai", "https://api.openai.com/v1")]
    [InlineData("GOOGLE_API_KEY", "google", "gemini", "https://generativelanguage.googleapis.com")]
    [InlineData("GEMINI_API_KEY", "google", "gemini", "https://generativelanguage.googleapis.com")]
    [InlineData("OPENROUTER_API_KEY", "openrouter", "openrouter", "https://openrouter.ai/api/v1")]
    [InlineData("OPENCODE_API_KEY", "opencode", "opencode_zen", "https://opencode.ai/zen/v1")]
    [InlineData("OPENCODE_ZEN_API_KEY", "opencode", "opencode_zen", "https://opencode.ai/zen/v1")]
    [InlineData("ZAI_API_KEY", "zai", "zai", "https://api.z.ai/api/paas/v4")]
    [InlineData("ZHIPU_API_KEY", "zai", "zai", "https://api.z.ai/api/paas/v4")]
    public void A_key_makes_a_connection(string variable, string provider, string type, string url)
    {
        var connection = Assert.Single(Find((variable, "sk-x")).Connections, connection => connection.Id == provider);

        Assert.Equal((provider, type, new Uri(url)), (connection.Provider, connection.Type, connection.Url));
        Assert.Equal(CredentialReference.Environment(variable), connection.Credential);
        Assert.True(connection.Bills);
        Assert.Equal(TimeSpan.FromHours(1), connection.Interval);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1", 2)]
    [InlineData("https://gateway.example/v1", 60)]
    public void OpenAi_can_stand_elsewhere(string url, int minutes)
    {
        var connection = Assert.Single(Find(("OPENAI_API_KEY", "sk-x"), ("OPENAI_BASE_URL", url)).Connections, connection => connection.Id == "openai");

        Assert.Equal((new Uri(url), TimeSpan.FromMinutes(minutes)), (connection.Url, connection.Interval));
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL")]
    [InlineData("GEMINI_API_KEY", "GOOGLE_GEMINI_BASE_URL")]
    [InlineData("ZAI_API_KEY", "ZAI_BASE_URL")]
    public void A_variable_moves_the_address(string key, string variable) =>
        Assert.Contains(Find((key, "x"), (variable, "https://gw.example/x")).Connections, connection => connection.Url == new Uri("https://gw.example/x"));

    [Theory]
    [InlineData("GOOGLE_API_KEY", "GEMINI_API_KEY")]
    [InlineData("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")]
    [InlineData("OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY")]
    [InlineData("ZAI_API_KEY", "ZHIPU_API_KEY")]
    public void Of_two_keys_the_stronger_is_taken(string stronger, string weaker) =>
        Assert.Contains(Find((weaker, "x"), (stronger, "y")).Connections, connection => connection.Credential == CredentialReference.Environment(stronger));

    [Theory]
    [InlineData("OPENAI_ORG_ID", "OPENAI_PROJECT_ID")]
    [InlineData("OPENAI_ORGANIZATION", "OPENAI_PROJECT")]
    public void Variables_name_the_organisation_and_the_project(string organisation, string project)
    {
        var settings = Find(("OPENAI_API_KEY", "x"), (organisation, "org-1"), (project, "proj_1")).Connections.Single(connection => connection.Id == "openai").Settings;

        Assert.Equal(("org-1", "proj_1", 2), (settings["organization"], settings["project"], settings.Count));
    }

    [Theory]
    [InlineData("GITHUB_COPILOT_API_TOKEN")]
    [InlineData("COPILOT_GITHUB_TOKEN")]
    public void Copilot_is_off_until_its_owner_says_so(string variable)
    {
        var found = Find((variable, "x"));

        Assert.DoesNotContain(found.Connections, connection => connection.Id == "github-copilot");
        Assert.Contains("providers.github-copilot.enabled: true", Assert.Single(found.Unusable, row => row.Variable == variable).Reason, StringComparison.Ordinal);
        var template = WellKnown.Templates(new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = "x", ["COPILOT_API_URL"] = "https://copilot-api.acme.ghe.com" }).Single(connection => connection.Id == "github-copilot");
        Assert.Equal((CredentialReference.Environment(variable), new Uri("https://copilot-api.acme.ghe.com"), "github_copilot"), (template.Credential, template.Url, template.Type));
    }

    [Fact]
    public void The_coding_plan_of_zai_is_there_by_its_name_only()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ZAI_API_KEY"] = "x" };

        Assert.DoesNotContain(WellKnown.Find(environment).Connections, connection => connection.Id == "zai-coding-plan");
        Assert.Equal(new Uri("https://api.z.ai/api/coding/paas/v4"), WellKnown.Templates(environment).Single(connection => connection.Id == "zai-coding-plan").Url);
    }

    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:11434")]
    [InlineData("127.0.0.1:9000", "http://127.0.0.1:9000")]
    [InlineData("box", "http://box:11434")]
    [InlineData("box:9000/", "http://box:9000")]
    [InlineData(":9000", "http://127.0.0.1:9000")]
    [InlineData("[::1]", "http://[::1]:11434")]
    [InlineData("[::1]:9000", "http://[::1]:9000")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434")]
    [InlineData("[::]:9000", "http://127.0.0.1:9000")]
    [InlineData("http://box:9000", "http://box:9000")]
    [InlineData("https://ollama.example", "https://ollama.example")]
    [InlineData("box:9000/ollama", "http://box:9000/ollama")]
    public void Ollamas_host_is_read_as_Ollama_reads_it(string host, string url)
    {
        var connection = Assert.Single(Find(("OLLAMA_HOST", host)).Connections, connection => connection.Id == "ollama");

        Assert.Equal((new Uri(url), "ollama", TimeSpan.FromMinutes(2)), (connection.Url, connection.Type, connection.Interval));
        Assert.True(connection.Bills);
    }

    [Theory]
    [InlineData("https://ollama.example", true)]
    [InlineData("http://box:11434", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("", false)]
    public void Ollamas_key_goes_over_https_only(string host, bool goes)
    {
        var connection = Assert.Single(Find(("OLLAMA_HOST", host), ("OLLAMA_API_KEY", "x")).Connections, connection => connection.Id == "ollama");

        Assert.Equal(goes ? CredentialReference.Environment("OLLAMA_API_KEY") : null, connection.Credential);
        Assert.Equal(host.Length == 0, connection.Optional);
    }

    [Fact]
    public void Ollamas_key_reaches_its_cloud() =>
        Assert.Equal((new Uri("https://ollama.com"), "ollama", false), Assert.Single(Find(("OLLAMA_API_KEY", "x")).Connections, connection => connection.Id == "ollama-cloud") is { } cloud ? (cloud.Url, cloud.Type, cloud.Optional) : default);

    [Theory]
    [InlineData("LM_API_TOKEN", "lmstudio", "http://127.0.0.1:1234")]
    [InlineData("VLLM_API_KEY", "vllm", "http://127.0.0.1:8000")]
    [InlineData("LLAMA_API_KEY", "llamacpp", "http://127.0.0.1:8080")]
    public void A_key_of_a_local_server_makes_a_connection_that_is_not_insisted_on(string variable, string id, string url)
    {
        var connection = Assert.Single(Find((variable, "x")).Connections, connection => connection.Id == id);

        Assert.Equal((id, new Uri(url), true, TimeSpan.FromMinutes(2)), (connection.Type, connection.Url, connection.Optional, connection.Interval));
        Assert.Equal(CredentialReference.Environment(variable), connection.Credential);
    }

    [Theory]
    [InlineData("DEEPSEEK_API_KEY")]
    [InlineData("XAI_API_KEY")]
    [InlineData("GROQ_API_KEY")]
    public void A_key_that_cannot_be_used_yet_is_named(string variable)
    {
        var found = Find((variable, "x"));

        Assert.Single(found.Connections);
        Assert.Equal(variable, Assert.Single(found.Unusable).Variable);
    }

    [Theory]
    [InlineData("OPENCODE_URL", "not a url")]
    [InlineData("OPENCODE_URL", "ftp://box")]
    [InlineData("OLLAMA_HOST", "ftp://box")]
    [InlineData("OLLAMA_HOST", "a b c")]
    public void An_address_that_is_none_is_named(string variable, string value) =>
        Assert.Equal(variable, Assert.Single(Find((variable, value)).Unusable).Variable);

    [Fact]
    public void A_blank_variable_is_not_set() =>
        Assert.Single(Find(("OPENAI_API_KEY", " "), ("ANTHROPIC_API_KEY", ""), ("OLLAMA_HOST", "")).Connections);

    [Theory]
    [InlineData("opencode-server", null)]
    [InlineData("ollama", null)]
    [InlineData("vllm", null)]
    [InlineData("anthropic", "ANTHROPIC_API_KEY")]
    public void A_server_of_ones_own_that_is_asked_for_by_name_needs_no_key(string id, string? variable) =>
        Assert.Equal(variable, WellKnown.Templates(new Dictionary<string, string>(StringComparer.Ordinal)).Single(connection => connection.Id == id).Credential?.Target);

    private static WellKnownConnections Find(params (string Name, string Value)[] environment) =>
        WellKnown.Find(environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
}
