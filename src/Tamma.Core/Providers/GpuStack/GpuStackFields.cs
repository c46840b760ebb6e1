using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Local;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.GpuStack;

/// <summary>Members of GPUStack's own <c>GET /v1/models</c>: what is deployed, and what its engine says of the file.</summary>
internal static class GpuStackFields
{
    private const string Deployment = "how it is spread over the machines";
    private const string Sampling = "a setting of the engine when none is given";
    private const string File = "where its file is from";

    public static WireMap Map { get; } = WireMap.Of(
        [
            Structure("items", "the rows"),
            Structure("pagination.page", "the number of this page"),
            Structure("pagination.perPage", "rows on a page"),
            Structure("pagination.total", "rows in all"),
            Structure("pagination.totalPage", "pages in all"),
        ],
        [
            Structure("name", "the native id"),
            Structure("id", "its number on this server"),
            LocalValues.KeptText("description", "a sentence for people"),
            LocalValues.KeptText("source", File),
            Text("huggingface_repo_id", "hugging_face_id"),
            LocalValues.KeptText("huggingface_filename", File),
            LocalValues.KeptText("ollama_library_model_name", File),
            LocalValues.KeptText("model_scope_model_id", File),
            LocalValues.KeptText("model_scope_file_path", File),
            LocalValues.KeptText("local_path", File),
            Custom("categories", ["type"], Categories),
            Structure("embedding_only", "the category, in an older way"),
            Structure("image_only", "the category, in an older way"),
            Structure("reranker", "the category, in an older way"),
            Structure("speech_to_text", "the category, in an older way"),
            Structure("text_to_speech", "the category, in an older way"),
            Kept("replicas", Deployment),
            Custom("ready_replicas", ["loaded"], Ready),
            Kept("placement_strategy", Deployment),
            Kept("cpu_offloading", Deployment),
            Kept("distributed_inference_across_workers", Deployment),
            Kept("gpu_selector", Deployment),
            Kept("worker_selector", Deployment),
            Kept("distributable", Deployment),
            Kept("restart_on_error", Deployment),
            Kept("backend", "the engine that serves it"),
            Kept("backend_version", "the engine that serves it"),
            Structure("backend_parameters", "may hold a key; dropped before anything is kept"),
            Structure("env", "may hold a key; dropped before anything is kept"),
            Date("created_at", "created"),
            Date("updated_at", "last_updated"),
            Limit("meta.n_slot_ctx", "limit.served_context"),
            Kept("meta.n_ctx", "context of all slots together"),
            Kept("meta.n_slot", "requests at once"),
            Limit("meta.n_ctx_train", "limit.context"),
            Number("meta.n_params", "parameters"),
            Number("meta.size", "size_bytes"),
            Kept("meta.n_embd", "width of the network"),
            Kept("meta.vocab_type", "of its vocabulary"),
            Kept("meta.n_vocab", "of its vocabulary"),
            Number("meta.temperature", "default.temperature"),
            Number("meta.top_k", "default.top_k"),
            Number("meta.top_p", "default.top_p"),
            Flag("meta.support_tool_calls", "tool_call"),
            Flag("meta.support_parallel_tool_calls", "parallel_tool_calls"),
            Flag("meta.support_reasoning", "reasoning"),
            Flag("meta.prompt_cache", "prompt_cache"),
            Structure("meta.support_vision", "what it takes beside text"),
            Structure("meta.support_audio", "what it takes beside text"),
            Kept("meta.support_speculative", "drafts ahead"),
            Kept("meta.ctx_shift", Sampling),
            Kept("meta.seed", Sampling),
            Kept("meta.dynatemp_range", Sampling),
            Kept("meta.dynatemp_exponent", Sampling),
            Kept("meta.min_p", Sampling),
            Kept("meta.top_n_sigma", Sampling),
            Kept("meta.xtc_probability", Sampling),
            Kept("meta.xtc_threshold", Sampling),
            Kept("meta.typical_p", Sampling),
            Kept("meta.repeat_last_n", Sampling),
            Kept("meta.repeat_penalty", Sampling),
            Kept("meta.presence_penalty", Sampling),
            Kept("meta.frequency_penalty", Sampling),
            Kept("meta.dry_multiplier", Sampling),
            Kept("meta.dry_base", Sampling),
            Kept("meta.dry_allowed_length", Sampling),
            Kept("meta.dry_penalty_last_n", Sampling),
            Kept("meta.dry_sequence_breakers", Sampling),
            Kept("meta.mirostat", Sampling),
            Kept("meta.mirostat_tau", Sampling),
            Kept("meta.mirostat_eta", Sampling),
        ],
        Input);

    private static void Categories(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        foreach (var word in words.AsWords())
        {
            var type = word switch { "llm" => "chat", "embedding" => "embedding", "image" => "image", "reranker" => "rerank", "speech_to_text" or "text_to_speech" => "audio", _ => null };
            if (type is null)
            {
                row.Keep(value, member.Path);
            }
            else
            {
                row.Set("type", FieldValue.Text(type));
            }
        }
    }

    private static void Ready(JsonElement value, WireField member, WireRow row)
    {
        if (WireValues.Decimal(value) is { } ready)
        {
            row.Set("loaded", FieldValue.Flag(ready > 0));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    private static void Input(WireRow row)
    {
        if (row.Element.TryGetProperty("meta"u8, out var meta) && meta.ValueKind is JsonValueKind.Object && meta.TryGetProperty("support_vision"u8, out _))
        {
            row.Set("modalities.input", FieldValue.Words(["text", .. Takes("support_vision", "image"), .. Takes("support_audio", "audio")]));
        }

        string[] Takes(string name, string word) => meta.TryGetProperty(name, out var takes) && takes.ValueKind is JsonValueKind.True ? [word] : [];
    }
}
