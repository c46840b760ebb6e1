using System.Text;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>docs/capabilities.md, from the registry.</summary>
internal static class CapabilitiesDocument
{
    private const string Nothing = "–";

    private const string Head = """
        # Capabilities

        A model has a capability, has it not, or nobody says: `yes`, `no`, `unknown`. Unknown is never a no. What is known is read from the model's
        fields by rules that `GET /api/v1/capabilities` shows (`read_from`): a flag that says it, a list that names everything of its kind (a model whose
        `modalities.input` lists text and no image does not look at images), a price that nobody states of what is not there.

        | question | where |
        |---|---|
        | Which capabilities are there, what do others call them, what do they build on? | `GET /api/v1/capabilities`, `GET /api/v1/capabilities/{any name}` |
        | Which models have it for sure? | `GET /api/v1/models?capability=tools,vision` |
        | What has this model? | `GET /api/v1/models/{key}?include=capabilities` |
        | Will these models do, and what else would? | `POST /api/v1/capabilities/check` |
        | Is this description right? | `POST /api/v1/capabilities/validate` with a model's key or a document |
        | What is wrong in the catalogue? | `GET /api/v1/findings`; each run counts what it found (`findings`) |

        Names are taken as people write them: `supportsFunctionCalling`, `tools`, `tool_use` and `function-calling` are `tool_calling`.

        `check` looks at one offer at a time, because one offer must satisfy a whole question: a model that has the window through one account and the price
        through another does not do. Its score is the share of what is satisfied; an unknown counts half. Alternatives are models of mine that have all of it
        for sure, the nearest price first.

        A finding has a `code`, a `severity` (`error` cannot be true, `warning` can hardly be, `info` is worth knowing), the field, its value and what to do.
        Validation changes nothing: a value that looks wrong stays, with its source, until a source or a person puts it right.
        Codes: `GET /api/v1/findings?code=x` names them all. What proves it: `tests/Tamma.Core.Tests/Catalog/Capabilities`, which reads all 5,276 real
        listings of models.dev beside an independent reading, and turns each code red once.

        ## All of them

        """;

    private const string Explained = """
        *Builds on*: a model that has it has those too. *Read from*: the fields of a model that say it; where none is named no source states it, and
        it is known from a caller's own description only. Attributes are settings and bounds of a capability, with the field that holds them.

        """;

    public static string Render(CapabilityRegistry registry)
    {
        var text = new StringBuilder(Head).Append('\n').Append(Explained);
        foreach (var category in registry.Definitions.GroupBy(definition => definition.Category))
        {
            text.Append("\n### ").Append(category.Key).Append("\n\n| name | meaning | other names | builds on | read from |\n|---|---|---|---|---|\n");
            foreach (var definition in category)
            {
                text.Append("| `").Append(definition.Name).Append("` | ").Append(definition.Meaning)
                    .Append(" | ").Append(Codes(definition.Aliases))
                    .Append(" | ").Append(Codes(definition.Needs))
                    .Append(" | ").Append(Codes(definition.Evidence.Select(evidence => evidence.Field.Path).Distinct(StringComparer.Ordinal)))
                    .Append(" |\n");
            }
        }

        text.Append("\n## Attributes\n\n| capability | attribute | meaning | type | unit | field |\n|---|---|---|---|---|---|\n");
        foreach (var definition in registry.Definitions)
        {
            foreach (var attribute in definition.Attributes)
            {
                text.Append("| `").Append(definition.Name).Append("` | `").Append(attribute.Name).Append("` | ").Append(attribute.Meaning)
                    .Append(" | ").Append(Word(attribute.Type))
                    .Append(" | ").Append(attribute.Unit ?? Nothing)
                    .Append(" | ").Append(attribute.Field is { } field ? $"`{field.Path}`" : Nothing)
                    .Append(" |\n");
            }
        }

        return text.Append("\nThis file is made from the code by a test.\n").ToString();
    }

    private static string Codes(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`")) is { Length: > 0 } codes ? codes : Nothing;

    private static string Word(FieldType type) => type.ToString().ToLowerInvariant();
}
