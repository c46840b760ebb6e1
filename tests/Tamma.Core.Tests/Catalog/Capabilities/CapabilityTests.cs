using System.Text.Json;
using CsCheck;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Xunit;

namespace Tamma.Core.Tests.Catalog.Capabilities;

public sealed class CapabilityTests
{
    private static readonly CapabilityRegistry s_registry = CapabilityRegistry.Standard;

    [Theory]
    [InlineData("supportsFunctionCalling", "tool_calling")]
    [InlineData("tools", "tool_calling")]
    [InlineData("tool_use", "tool_calling")]
    [InlineData("multimodal", "vision")]
    [InlineData("Image-Input", "vision")]
    [InlineData("vectors", "embedding")]
    [InlineData("supports_response_schema", "structured_output")]
    [InlineData("embedContent", "embedding")]
    [InlineData("can_reason", null)]
    public void A_provider_s_own_name_is_understood_or_not_known(string name, string? capability) => Assert.Equal(capability, s_registry.Find(name)?.Name);

    [Fact]
    public void Every_name_means_one_capability_and_every_dependency_is_one()
    {
        Assert.All(s_registry.Definitions.SelectMany(one => one.Aliases), alias => Assert.Equal(alias, CapabilityNames.Plain(alias)));
        Assert.All(s_registry.Definitions, one => Assert.DoesNotContain(one, s_registry.Needed(one)));
        Assert.All(s_registry.Definitions.SelectMany(one => one.Needs.Concat(one.Recommends)), need => Assert.Equal(need, s_registry[need].Name));
    }

    [Fact]
    public void The_nine_standard_capabilities_and_seven_categories_are_there()
    {
        string[] standard = ["text_generation", "function_calling", "vision", "audio_processing", "embedding", "code_generation", "reasoning", "performance", "content_filtering", "fine_tuning", "batch_processing", "long_context", "tool_use"];

        Assert.All(standard, name => Assert.NotNull(s_registry.Find(name)));
        Assert.Equal(Enum.GetValues<CapabilityCategory>(), s_registry.Definitions.Select(one => one.Category).Distinct().Order());
    }

    [Fact]
    public void Of_nothing_everything_is_unknown() => Assert.All(s_registry.Read(FieldSet.Empty), pair => Assert.Equal(Support.Unknown, pair.Support));

    [Fact]
    public void Taking_knowledge_away_never_makes_a_yes_of_a_no_nor_a_no_of_the_unknown() =>
        Gen.Select(s_values, Gen.Int[0, 1_000]).Sample((values, at) =>
        {
            if (values.Count == 0)
            {
                return;
            }

            var gone = values.Fields[at % values.Count];
            var less = values.Where(field => field != gone);
            foreach (var capability in s_registry.Definitions.Where(one => !one.Evidence.Any(evidence => evidence.Field == gone)))
            {
                Assert.Equal(capability.In(values), capability.In(less));
            }

            foreach (var capability in s_registry.Definitions.Where(one => one.Evidence.All(evidence => evidence.Field == gone)))
            {
                Assert.Equal(Support.Unknown, capability.In(less));
            }
        });

    /// <summary>What the public catalogue states of its models, read from its own JSON without our reader.</summary>
    [Fact]
    public void Real_rows_are_read_as_they_say()
    {
        using var json = JsonDocument.Parse(Corpus.Read("models-dev.json"));
        var rows = 0;
        foreach (var model in json.RootElement.EnumerateObject().SelectMany(provider => provider.Value.GetProperty("models").EnumerateObject()).Select(member => member.Value))
        {
            var builder = new FieldSet.Builder();
            LeafReader.Read(model, FieldRegistry.Models, builder);
            var values = builder.Build();
            Assert.Equal(model.GetProperty("tool_call").GetBoolean() ? Support.Yes : Support.No, s_registry["tools"].In(values));
            Assert.Equal(model.GetProperty("reasoning").GetBoolean() ? Support.Yes : Support.No, s_registry["thinking"].In(values));
            Assert.Equal(Listed(model, "input", "image"), s_registry["vision"].In(values));
            Assert.Equal(Listed(model, "input", "pdf"), s_registry["pdf"].In(values));
            Assert.Equal(Listed(model, "output", "image"), s_registry["image_generation"].In(values));
            Assert.Equal(model.TryGetProperty("structured_output", out var structured) ? Supports.Of(structured.GetBoolean()) : Support.Unknown, s_registry["structured_output"].In(values));
            rows++;
        }

        Assert.Equal(5_276, rows);
    }

    private static Support Listed(JsonElement model, string side, string word) =>
        Supports.Of(model.GetProperty("modalities").GetProperty(side).EnumerateArray().Any(item => item.GetString() == word));

    private static readonly Gen<FieldSet> s_values =
        Gen.Select(Gen.Int[0, 3].Array[FieldRegistry.Models.Count], Gen.Bool.Array[FieldRegistry.Models.Count]).Select((chosen, flags) =>
        {
            var builder = new FieldSet.Builder();
            foreach (var field in FieldRegistry.Models.Fields.Where(field => chosen[field.Ordinal] == 0))
            {
                if (ValueOf(field, flags[field.Ordinal]) is { } value)
                {
                    builder.Set(field, value);
                }
            }

            return builder.Build();
        });

    private static FieldValue? ValueOf(Field field, bool flag) => field.Type switch
    {
        FieldType.Flag => FieldValue.Flag(flag),
        FieldType.Count or FieldType.Money or FieldType.Number => FieldValue.Number(flag ? 300_000 : 1),
        FieldType.Words => FieldValue.Words(flag ? ["text", "image", "tools"] : ["text"]),
        FieldType.Text => FieldValue.Text(flag ? "chat" : "embedding"),
        _ => null,
    };
}
