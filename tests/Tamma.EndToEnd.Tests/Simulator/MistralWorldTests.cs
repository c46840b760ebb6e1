using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class MistralWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_model_has_a_row_for_each_of_its_names()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"rows","protocol":"mistral"}""");
        await simulator.Process.AddModelAsync("rows", """{"id":"strand-2508","aliases":["strand-latest","strand"],"limit":{"context":131072},"modalities":{"input":["text","image"]},"tool_call":true,"retires_at":"2027-02-28"}""");

        var rows = (await simulator.GetJsonAsync("w/rows/v1/models")).GetProperty("data").EnumerateArray().ToList();

        Assert.Equal("id object created owned_by capabilities name description max_context_length aliases deprecation deprecation_replacement_model default_model_temperature type", rows[0].Names());
        Assert.Equal(["strand-2508", "strand-latest", "strand"], rows.Select(row => row.GetProperty("id").GetString()!));
        Assert.All(rows, row => Assert.Equal("strand-2508", row.GetProperty("name").GetString()));
        Assert.Equal("""["strand-2508","strand"]""", rows[1].GetProperty("aliases").GetRawText());
        Assert.Equal("2027-02-28T12:00:00Z", rows[0].GetProperty("deprecation").GetString());
        Assert.Equal("completion_chat function_calling completion_fim fine_tuning vision ocr classification moderation audio audio_transcription", rows[0].GetProperty("capabilities").Names());
        Assert.Equal("strand", (await simulator.GetJsonAsync("w/rows/v1/models/strand")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_wrong_key_is_refused_in_one_word()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"keyed","protocol":"mistral","key":"k"}""");

        using var response = await simulator.GetAsync("w/keyed/v1/models");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"detail":"Unauthorized"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
