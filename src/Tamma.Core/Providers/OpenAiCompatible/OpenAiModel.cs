using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>One item of <c>GET /models</c>. Servers add what they like to OpenAI's four members; what we know by name is mapped.</summary>
internal sealed class OpenAiModel(ListingDraft draft)
{
    /// <summary>Where servers state their limits, the most telling first. One that says otherwise than the first is kept beside it.</summary>
    private static readonly (string Path, string Field)[] s_limits =
    [
        ("max_model_len", "limit.context"),
        ("context_length", "limit.context"),
        ("context_window", "limit.context"),
        ("max_context_length", "limit.context"),
        ("max_input_tokens", "limit.input"),
        ("max_output_tokens", "limit.output"),
        ("max_tokens", "limit.output"),
        ("top_provider.max_completion_tokens", "limit.output"),
    ];

    private readonly LeafFields _leaves = new(draft);
    private readonly OpenAiPricing _pricing = new(draft);
    private readonly JsonElement?[] _limits = new JsonElement?[s_limits.Length];

    public FieldSet Read(JsonElement model)
    {
        Array.Clear(_limits);
        string? name = null;
        foreach (var member in model.EnumerateObject())
        {
            switch (member.Name)
            {
                // `created` is the time of the request or of the server's start at many (vLLM, llama.cpp, OpenCode Zen), `permission` holds
                // such times and random ids (vLLM), and `object` is always "model": none says anything, and two change at each answer.
                case "id" or "created" or "object" or "permission":
                    break;
                case "owned_by" or "root" or "parent" or "shutdown_date":
                    _leaves.Text(member.Value, FieldRegistry.Models[member.Name], member.Name);
                    break;
                case "name" or "display_name" when member.Value.ValueKind is JsonValueKind.String && (name is null || member.NameEquals("name"u8)):
                    name = member.Value.GetString();
                    break;
                case "supported_parameters":
                    _leaves.Words(member.Value, FieldRegistry.Models["supported_parameters"], member.Name);
                    break;
                case "architecture" when member.Value.ValueKind is JsonValueKind.Object:
                    Architecture(member.Value);
                    break;
                case "pricing" when member.Value.ValueKind is JsonValueKind.Object:
                    _pricing.Read(member.Value, _leaves);
                    break;
                case "top_provider" when member.Value.ValueKind is JsonValueKind.Object:
                    foreach (var inner in member.Value.EnumerateObject())
                    {
                        Other(inner.Value, $"top_provider.{inner.Name}");
                    }

                    break;
                default:
                    Other(member.Value, member.Name);
                    break;
            }
        }

        if (!string.IsNullOrEmpty(name))
        {
            _leaves.Fields.Set(FieldRegistry.Models["name"], FieldValue.Text(draft.Pool.Share(name)));
        }

        Limits();
        return _leaves.Fields.Build();
    }

    private void Architecture(JsonElement architecture)
    {
        foreach (var member in architecture.EnumerateObject())
        {
            switch (member.Name)
            {
                case "input_modalities":
                    _leaves.Words(member.Value, FieldRegistry.Models["modalities.input"], "architecture.input_modalities");
                    break;
                case "output_modalities":
                    _leaves.Words(member.Value, FieldRegistry.Models["modalities.output"], "architecture.output_modalities");
                    break;
                default:
                    _leaves.Unknown(member.Value, $"architecture.{member.Name}");
                    break;
            }
        }
    }

    private void Other(JsonElement value, string path)
    {
        var index = Array.FindIndex(s_limits, limit => limit.Path == path);
        if (index >= 0 && value.ValueKind is JsonValueKind.Number)
        {
            _limits[index] = value;
        }
        else
        {
            _leaves.Unknown(value, path);
        }
    }

    private void Limits()
    {
        var taken = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        for (var i = 0; i < s_limits.Length; i++)
        {
            if (_limits[i] is not { } leaf)
            {
                continue;
            }

            var (path, field) = s_limits[i];
            if (_leaves.Number(leaf) is not { } limit)
            {
                _leaves.Unknown(leaf, path);
            }
            else if (_leaves.IsLimit(limit.AsNumber()) && !taken.TryAdd(field, limit) && taken[field] != limit)
            {
                _leaves.Unknown(leaf, path);
            }
        }

        foreach (var (field, limit) in taken)
        {
            _leaves.Fields.Set(FieldRegistry.Models[field], limit);
        }
    }
}
