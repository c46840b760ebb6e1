using System.Text.Json;
using Tamma.Catalog.Capabilities;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Capabilities;

public sealed class CapabilityValidationTests
{
    [Theory]
    [InlineData("INVALID_MAX_TOKENS", """{"limit":{"context":0}}""", null)]
    [InlineData("INVALID_MAX_TOKENS", """{"limit":{"output":1.5}}""", null)]
    [InlineData("INCONSISTENT_TOKEN_LIMITS", """{"limit":{"context":1000,"output":2000}}""", null)]
    [InlineData("INCONSISTENT_TOKEN_LIMITS", """{"limit":{"output":1000}}""", """{"performance":{"max_tokens":20000}}""")]
    [InlineData("STREAMING_WITHOUT_TOKEN_LIMIT", """{"streaming":true}""", null)]
    [InlineData("INVALID_MAX_IMAGES", """{"limit":{"images":-1}}""", null)]
    [InlineData("INVALID_MAX_IMAGE_SIZE", """{"limit":{"image_bytes":0}}""", null)]
    [InlineData("INVALID_TEMPERATURE", """{"default":{"temperature":3},"temperature_max":2}""", null)]
    [InlineData("INVALID_INPUT_COST", """{"cost":{"input":-1}}""", null)]
    [InlineData("INVALID_OUTPUT_COST", """{"cost":{"output":-0.1}}""", null)]
    [InlineData("HIGH_COST", """{"cost":{"input":31}}""", null)]
    [InlineData("HIGH_COST_MODEL", """{"cost":{"input":31,"output":121}}""", null)]
    [InlineData("CACHE_COSTS_MORE", """{"cost":{"input":1,"cache_read":2}}""", null)]
    [InlineData("MISSING_DEPENDENCY", """{"parallel_tool_calls":true,"tool_call":false}""", null)]
    [InlineData("RECOMMENDED_DEPENDENCY", "{}", """{"computer_use":true,"vision":false}""")]
    [InlineData("MISSING_REQUIRED_CAPABILITY", "{}", """{"text":false,"embedding":false,"rerank":false,"moderation":false,"image_generation":false,"tts":false,"video_output":false,"transcription":false}""")]
    [InlineData("UNRESOLVABLE_CONFLICT", """{"tool_call":false,"supported_parameters":["tools"]}""", null)]
    [InlineData("UNRESOLVABLE_CONFLICT", """{"tool_call":false}""", """["function_calling"]""")]
    [InlineData("INVALID_MAX_FUNCTIONS", "{}", """{"tools":{"max_functions":0}}""")]
    [InlineData("PARALLEL_CALLS_WITHOUT_LIMIT", "{}", """{"tools":{"parallel_calls":true}}""")]
    [InlineData("UNSUPPORTED_IMAGE_FORMATS", "{}", """{"vision":{"formats":["image/png","xcf"]}}""")]
    [InlineData("INVALID_REQUEST_RATE", "{}", """{"performance":{"requests_per_minute":0}}""")]
    public void Each_mistake_is_found_and_says_what_to_do(string code, string fields, string? capabilities)
    {
        var found = Check(fields, capabilities).Where(finding => finding.Code == code).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.All([finding.Field, finding.Message, finding.Suggestion], Assert.NotEmpty));
        Assert.Equal(CapabilityRules.All.Single(rule => rule.Code == code).Severity, found[0].Severity);
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"limit":{"context":200000,"output":64000},"cost":{"input":3,"output":15,"cache_read":0.3},"tool_call":true,"streaming":true}""", null)]
    [InlineData("""{"cost":{"input":0,"output":0}}""", """{"tools":{"max_functions":128,"parallel_calls":true},"vision":{"formats":["png"]}}""")]
    public void What_is_well_or_unknown_has_no_finding(string fields, string? capabilities) => Assert.Empty(Check(fields, capabilities));

    [Fact]
    public void Every_code_has_its_example_above()
    {
        var shown = typeof(CapabilityValidationTests).GetMethod(nameof(Each_mistake_is_found_and_says_what_to_do))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(data => (string)data.Data[0]!);

        Assert.Equal(CapabilityRules.All.Select(rule => rule.Code).Order(), shown.Distinct().Order());
    }

    [Fact]
    public void Words_of_others_are_read_and_what_makes_no_sense_is_told()
    {
        var (facts, misread) = CapabilityDocument.Read(null, JsonElement.Parse("""{"supportsVision":"yes","function_calling":0,"antigravity":true,"reasoning":"maybe"}"""));

        Assert.Equal(Support.Yes, facts.Has("vision"));
        Assert.Equal(Support.No, facts.Has("tool_calling"));
        Assert.Equal(Support.Unknown, facts.Has("reasoning"));
        Assert.Equal(2, misread.Length);
    }

    private static IEnumerable<Finding> Check(string fields, string? capabilities)
    {
        var (facts, misread) = CapabilityDocument.Read(JsonElement.Parse(fields), capabilities is null ? null : JsonElement.Parse(capabilities));
        Assert.Empty(misread);
        return CapabilityValidation.Check(facts);
    }
}
