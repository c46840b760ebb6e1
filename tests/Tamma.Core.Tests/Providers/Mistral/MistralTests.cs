using System.Net;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Mistral;

public sealed class MistralTests
{
    private const string Url = "https://api.mistral.ai/v1";

    private const string Medium = """
        {"id":"mistral-medium-latest","object":"model","created":1770716728,"owned_by":"mistralai","capabilities":{"completion_chat":true,"function_calling":true,"completion_fim":false,"fine_tuning":true,"vision":true,"ocr":false,"classification":false,"moderation":false,"audio":false,"audio_transcription":false},
        "name":"mistral-medium-2508","description":"Capable.","max_context_length":131072,"aliases":["mistral-medium-2508","mistral-medium"],"deprecation":"2026-03-31T12:00:00Z","deprecation_replacement_model":"mistral-large","default_model_temperature":0.3,"type":"base"}
        """;

    private const string Tuned = """{"id":"ft:open-mistral-7b:x","created":1741879204,"owned_by":"me","capabilities":{"completion_chat":true},"name":null,"max_context_length":32768,"aliases":[],"type":"fine-tuned","job":"08e5","root":"open-mistral-7b","archived":true}""";

    [Theory]
    [InlineData("https://api.mistral.ai/v1")]
    [InlineData("https://api.mistral.ai/v1/")]
    [InlineData("https://api.mistral.ai")]
    public async Task An_alias_is_an_offer_of_its_own_that_names_what_it_points_to(string url)
    {
        var server = new CannedServer().At("/v1/models", Data(Medium));
        var fields = (await server.CompleteAsync(Connections.Of("mistral", url))).Fields("mistral/mistral-medium-latest");

        Assert.Equal(
            "alias_of=mistral-medium-2508 aliases=mistral-medium-2508,mistral-medium default.temperature=0.3 extra.description=\"Capable.\" extra.type=\"base\" fine_tuning=true limit.context=131072 methods=completion_chat modalities.input=text,image owned_by=mistralai replaced_by=mistral-large shutdown_date=2026-03-31 tool_call=true type=chat",
            Text(fields));
    }

    [Fact]
    public async Task A_model_of_ones_own_that_is_archived_cannot_be_called()
    {
        var listing = await new CannedServer().At("/v1/models", Data(Tuned)).CompleteAsync(Connections.Of("mistral", Url));

        Assert.Equal((Access.Refused, "archived"), (listing.Claims[0].Access, listing.Claims[0].AccessReason));
        Assert.Equal(("open-mistral-7b", "2025-03-13"), (listing.Fields("mistral/ft:open-mistral-7b:x")["base_model"], listing.Fields("mistral/ft:open-mistral-7b:x")["created"]));
    }

    [Fact]
    public async Task The_time_of_the_request_is_no_change()
    {
        var server = new CannedServer().At("/v1/models", Data(Medium));
        var first = await server.CompleteAsync(Connections.Of("mistral", Url));
        server.At("/v1/models", Data(Medium.Replace("1770716728", "1770716999", StringComparison.Ordinal)));

        Assert.IsType<Listing.Unchanged>(await server.ListAsync(Connections.Of("mistral", Url), first.State));
    }

    [Theory]
    [InlineData("""{"id":"m","name":"m"}""", "")]
    [InlineData("""{"id":"m","capabilities":null,"aliases":null,"max_context_length":0}""", "")]
    [InlineData("""{"id":"m","capabilities":{"audio_transcription":true,"new_thing":true}}""", "extra.capabilities.new_thing=true methods=audio_transcription type=audio")]
    [InlineData("""{"id":"m","capabilities":{"moderation":true,"classification":"x"}}""", "extra.capabilities.classification=\"x\" methods=moderation type=moderation")]
    [InlineData("""{"id":"m","capabilities":[],"deprecation":"soon","default_model_temperature":"hot"}""", "extra.capabilities=[] extra.default_model_temperature=\"hot\" extra.deprecation=\"soon\"")]
    public async Task Rows_are_read_as_far_as_they_go(string row, string fields) =>
        Assert.Equal(fields, Text((await new CannedServer().At("/v1/models", Data(row)).CompleteAsync(Connections.Of("mistral", Url))).Fields("mistral/m")));

    [Fact]
    public async Task The_key_goes_as_a_bearer_and_its_rejection_is_named()
    {
        Environment.SetEnvironmentVariable("TAMMA_TEST_MISTRAL_KEY", "sk-CANARY-mistral");
        var server = new CannedServer().At("/v1/models", """{"detail":"Unauthorized"}""", HttpStatusCode.Unauthorized);
        var fault = await server.FaultAsync(Connections.Of("mistral", Url, "TAMMA_TEST_MISTRAL_KEY"));

        Assert.Equal("Bearer sk-CANARY-mistral", server.Headers[0]["Authorization"]);
        Assert.Equal(ProviderFault.Unauthorised, fault.Fault);
    }

    [Theory]
    [InlineData("mistral/2025-04-27-23e731.json", 61)]
    [InlineData("mistral/2025-08-27-c2cd67.json", 65)]
    [InlineData("mistral/2026-01-13-56a9e9.json", 64)]
    [InlineData("mistral/2026-02-10-bdd3d2.json", 55)]
    public async Task Recorded_lists_hold_nothing_that_we_do_not_know(string file, int models)
    {
        var listing = await new CannedServer().At("/v1/models", Corpus.Recorded(file).Body).CompleteAsync(Connections.Of("mistral", Url));

        Assert.Equal(models, listing.Claims.Length);
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [Data(Medium + "," + Tuned), """{"data":[{"id":"m","token":"sk-secret-0001","capabilities":{"vision":1},"name":5},{"id":"sk-secret-0001"}]}"""],
        (server, body) => server.At("/v1/models", body).ListAsync(Connections.Of("mistral", Url)));

    private static string Data(string rows) => "{\"object\":\"list\",\"data\":[" + rows + "]}";

    private static string Text(Dictionary<string, string> fields) => string.Join(' ', fields.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
