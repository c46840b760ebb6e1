using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers;

/// <summary>Damaged answers: each is a listing of what the body names, or a <see cref="ProviderException"/>, and never anything else.</summary>
public sealed class ParserFuzzTests
{
    private static readonly string[] s_openCode =
    [
        """{"all":[{"id":"p","name":"P","key":"sk-secret-0001","options":{"a":"set-0001-ting"},"models":{"m/1":{"id":"m/1","providerID":"p","name":"M\u00e9","cost":{"input":1.5,"output":0,"cache":{"read":0,"write":2},"tiers":[{"input":3,"tier":{"size":200}}]},"limit":{"context":8000},"capabilities":{"input":{"text":true},"interleaved":{"field":"x"}},"variants":{"high":{}}}}}],"connected":["p"],"default":{}}""",
        """{"connected":[],"all":[{"models":{"a":{},"b":{"x":{"y":[1,2,{"z":null}]}}},"id":"q"},{"id":"r","models":{"set-0001-ting":{"api":{"url":"https://h/?k=sk-secret-0001"}}}}]}""",
    ];

    private static readonly string[] s_openAi =
    [
        """{"object":"list","data":[{"id":"m-1","created":1,"owned_by":"x","pricing":{"prompt":"0.000001","completion":"-1"},"max_tokens":5,"architecture":{"input_modalities":["text"]}},{"id":"m-2","token":"sk-secret-0001"}],"has_more":false}""",
        """{"data":[{"id":"sk-secret-0001"},{"id":"\u00e9\ud83d\ude00","top_provider":{"max_completion_tokens":9}}],"links":{"next":null}}""",
    ];

    private static readonly string[] s_modelsDev =
    [
        """{"p":{"id":"p","name":"P","env":["A"],"models":{"m":{"id":"m","limit":{"context":0,"output":4},"cost":{"input":1,"tiers":[{"input":2}]},"experimental":{"modes":{"fast":{}}}}}}}""",
        """{"token":{"id":"token","models":{"key":{"id":"key","knowledge":"2025-01","modalities":{"input":["text"]}}}},"q":{"id":"q","models":{}}}""",
    ];

    public static TheoryData<string, string[]> Hosted { get; } = new()
    {
        {
            "anthropic",
            [
                """{"data":[{"type":"model","id":"m-1","display_name":"M","created_at":"2026-01-01T00:00:00Z","lifecycle":"active","max_input_tokens":5,"capabilities":{"effort":{"supported":true,"low":{"supported":true}},"image_input":{"supported":true},"server_tools":{"web_search":{"supported":true}},"thinking":{"supported":true,"types":{"enabled":{"supported":true}}}}},{"id":"m-2","token":"sk-secret-0001"}],"has_more":false,"last_id":"m-2"}""",
                """{"data":[{"id":"sk-secret-0001"},{"id":"\u00e9","capabilities":{}}]}""",
            ]
        },
        { "openai", ["""{"object":"list","data":[{"id":"ft:a:b::c","created":1686935002,"owned_by":"x","shutdown_date":"2026-10-23"},{"id":"m","token":"sk-secret-0001"}]}""", """{"data":[{"id":"ft:"},{"id":"sk-secret-0001"}]}"""] },
        {
            "google",
            [
                """{"models":[{"name":"models/m","inputTokenLimit":5,"outputTokenLimit":1,"supportedGenerationMethods":["generateContent","embedContent"],"temperature":1,"topP":0.5,"thinking":true},{"displayName":"x"},{"name":"models/n","token":"sk-secret-0001"}],"nextPageToken":""}""",
                """[{"models":[{"name":"models/m"}],"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"sk-secret-0001"}}]""",
                """{"models":[{"name":"sk-secret-0001"}]}""",
            ]
        },
        {
            "openrouter",
            [
                """{"data":[{"id":"a/m","canonical_slug":"a/m-1","created":1782777600,"context_length":5,"architecture":{"input_modalities":["text","file"],"output_modalities":["text"]},"pricing":{"prompt":"0.000002","image":"0.000001","request":"0","overrides":[{"min_prompt_tokens":2,"prompt":"0.1"},{"utc_days":[1]}]},"supported_parameters":["tools"],"reasoning":{"mandatory":false,"supported_efforts":["low"]},"alias_target":{"slug":"a/n"}},{"id":"b","token":"sk-secret-0001"}],"total_count":2,"links":{"next":null}}""",
                """{"data":[{"id":"sk-secret-0001"}],"links":{}}""",
            ]
        },
        {
            "github-copilot",
            [
                """{"object":"list","data":[{"id":"m","policy":{"state":"disabled"},"billing":{"multiplier":1,"token_prices":{"batch_size":1000000,"default":{"input_price":3,"context_max":5},"long_context":{"input_price":6}}},"capabilities":{"type":"chat","limits":{"max_prompt_tokens":5},"supports":{"vision":true,"reasoning_effort":["low"],"max_thinking_budget":5}}},{"id":"auto-model"},{"id":"n","token":"sk-secret-0001"}]}""",
                """{"data":[{"id":"sk-secret-0001"},{"id":"m"},{"id":"m","billing":{"token_prices":{"input_price":3}}}]}""",
            ]
        },
        { "opencode", ["""{"object":"list","data":[{"id":"m","object":"model","created":1763880000,"owned_by":"opencode"},{"id":"n","token":"sk-secret-0001"}]}""", """{"data":[{"id":"sk-secret-0001"}]}"""] },
        { "zai", ["""{"object":"list","data":[{"id":"glm-9","owned_by":"z-ai"},{"id":"n","token":"sk-secret-0001"}]}""", """{"data":[{"id":"sk-secret-0001"}],"list":"x"}"""] },
    };

    [Fact]
    public Task Damaged_OpenCode_answers() =>
        DamagedAnswers.CheckAsync(s_openCode, (server, body) => server.Answers(body).ListAsync(Connections.OpenCode(ListingScope.All)));

    [Fact]
    public Task Damaged_OpenAi_compatible_answers() =>
        DamagedAnswers.CheckAsync(s_openAi, (server, body) => server.Answers(body).ListAsync(Connections.OpenAi()));

    [Fact]
    public Task Damaged_models_dev_answers() =>
        DamagedAnswers.CheckAsync(s_modelsDev, (server, body) => server.Answers(body).ListAsync(Connections.ModelsDev));

    [Theory]
    [MemberData(nameof(Hosted))]
    public Task Damaged_answers_of_hosted_providers(string id, string[] bodies) =>
        DamagedAnswers.CheckAsync(bodies, (server, body) => server.Answers(body).ListAsync(Connections.Known(id)));
}
