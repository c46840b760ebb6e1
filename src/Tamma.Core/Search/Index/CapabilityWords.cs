using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Search.Index;

/// <summary>What a model can do, in words that people type: text of its own.</summary>
internal static class CapabilityWords
{
    private static readonly Field[] s_modalities = [FieldRegistry.Models["modalities.input"], FieldRegistry.Models["modalities.output"]];

    private static readonly (Field Field, string Words)[] s_flags =
    [
        (FieldRegistry.Models["tool_call"], "tools tool calling functions"),
        (FieldRegistry.Models["reasoning"], "reasoning thinking"),
        (FieldRegistry.Models["open_weights"], "open weights"),
        (FieldRegistry.Models["structured_output"], "structured json"),
        (FieldRegistry.Models["vision"], "vision"),
    ];

    public static IEnumerable<string> Of(Model model)
    {
        foreach (var (field, words) in s_flags)
        {
            if (model.Values.TryGet(field, out var flag) && flag.IsFlag && flag.AsFlag())
            {
                yield return words;
            }
        }

        foreach (var field in s_modalities)
        {
            if (model.Values.TryGet(field, out var modalities) && modalities.IsWords)
            {
                foreach (var word in modalities.AsWords())
                {
                    if (word != "text")
                    {
                        yield return word;
                    }
                }
            }
        }
    }
}
