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

    [Fact]
    public Task Damaged_OpenCode_answers() =>
        DamagedAnswers.CheckAsync(s_openCode, (server, body) => server.Answers(body).ListAsync(Connections.OpenCode(ListingScope.All)));

    [Fact]
    public Task Damaged_OpenAi_compatible_answers() =>
        DamagedAnswers.CheckAsync(s_openAi, (server, body) => server.Answers(body).ListAsync(Connections.OpenAi()));

    [Fact]
    public Task Damaged_models_dev_answers() =>
        DamagedAnswers.CheckAsync(s_modelsDev, (server, body) => server.Answers(body).ListAsync(Connections.ModelsDev));
}
