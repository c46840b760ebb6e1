using Tamma.Providers.Local;

namespace Tamma.Core.Tests.Providers.Local;

/// <summary>Servers of each kind, as far as they are told apart: all that each answers of what is asked of any.</summary>
internal static class LocalAnswers
{
    public const string LmStudio = """
        {"models":[{"type":"llm","publisher":"google","key":"google/gemma-4-26b-a4b","display_name":"Gemma 4 26B A4B","architecture":"gemma4","quantization":{"name":"Q4_K_M","bits_per_weight":4},
        "size_bytes":17990911801,"params_string":"26B-A4B","loaded_instances":[{"id":"google/gemma-4-26b-a4b","config":{"context_length":4096,"eval_batch_size":512,"parallel":4,"flash_attention":true,"num_experts":8,"offload_kv_cache_to_gpu":true}},{"id":"google/gemma-4-26b-a4b:2","config":{"context_length":8192}}],
        "max_context_length":262144,"format":"gguf","capabilities":{"vision":true,"trained_for_tool_use":true,"reasoning":{"allowed_options":["off","on"],"default":"on"}},"description":null,"variants":["google/gemma-4-26b-a4b@q4_k_m"],"selected_variant":"google/gemma-4-26b-a4b@q4_k_m"},
        {"type":"embedding","publisher":"nomic","key":"text-embedding-nomic","display_name":"Nomic","quantization":null,"size_bytes":84106624,"params_string":null,"loaded_instances":[],"max_context_length":2048,"format":"gguf"}]}
        """;

    public const string LlamaCpp = """
        {"models":[{"name":"llama","model":"llama"}],"object":"list","data":[{"id":"llama","object":"model","created":1735142223,"owned_by":"llamacpp","aliases":["l"],
        "architecture":{"input_modalities":["text"],"output_modalities":["text"]},"meta":{"vocab_type":2,"n_vocab":128256,"n_ctx_train":131072,"n_embd":4096,"n_params":8030261312,"size":4912898304}}]}
        """;

    public const string Props = """
        {"default_generation_settings":{"id":0,"n_ctx":8192,"is_processing":true,"prompt":"a secret plan of mine","params":{"temperature":0.8,"top_k":40,"top_p":0.95,"seed":1}},"total_slots":4,"model_alias":"llama","model_ftype":"Q4_K - Medium","model_path":"/models/llama.gguf",
        "modalities":{"vision":true,"audio":false},"media_marker":"<__media__>","endpoint_slots":true,"chat_template":"{{ bos }}","chat_template_caps":{"supports_tools":true,"supports_tool_calls":true,"supports_parallel_tool_calls":false,"supports_system_role":true},
        "bos_token":"<s>","eos_token":"</s>","build_info":"b6123-abcdef","is_sleeping":false}
        """;

    public const string Vllm = """
        {"object":"list","data":[{"id":"qwen","object":"model","created":1790000000,"owned_by":"vllm","root":"Qwen/Qwen3-8B","parent":null,"max_model_len":40960,"permission":[{"id":"modelperm-77","created":1790000000,"allow_view":true}]},
        {"id":"qwen-sql","object":"model","created":1790000000,"owned_by":"vllm","root":"/adapters/sql","parent":"qwen","max_model_len":null,"permission":[]}]}
        """;

    public const string Tags = """
        {"models":[{"name":"gemma4:latest","model":"gemma4:latest","remote_model":"","remote_host":"","modified_at":"2025-10-03T23:34:03.409490317-07:00","size":9608350245,"digest":"c6eb396d",
        "details":{"parent_model":"","format":"gguf","family":"gemma4","families":["gemma4"],"parameter_size":"8.0B","quantization_level":"Q4_K_M","context_length":131072,"embedding_length":2560},"capabilities":["completion","vision","tools","thinking"]}]}
        """;

    private const string Compatible = """{"object":"list","data":[{"id":"m","object":"model","created":1,"owned_by":"OWNER"}]}""";

    public static CannedServer Of(LocalServerKind kind, CannedServer? server = null) => kind switch
    {
        LocalServerKind.Ollama => (server ?? new()).At("/", "Ollama is running").At("/api/version", """{"version":"0.14.2"}""").At("/api/tags", Tags).At("/api/ps", """{"models":[]}""").At("/v1/models", Owned("library")),
        LocalServerKind.LmStudio => (server ?? new()).At("/api/v1/models", LmStudio).At("/v1/models", Owned("organization_owner")).At("/", """{"error":"Unexpected endpoint or method. (GET /)"}"""),
        LocalServerKind.Vllm => (server ?? new()).At("/v1/models", Vllm).At("/version", """{"version":"0.28.0"}""").At("/health", ""),
        LocalServerKind.LlamaCpp => (server ?? new()).At("/v1/models", LlamaCpp).At("/api/tags", LlamaCpp).At("/props", Props).At("/", "<html></html>"),
        _ => (server ?? new()).At("/global/health", """{"healthy":true,"version":"1.19.0"}""").At("/", "<html></html>"),
    };

    private static string Owned(string owner) => Compatible.Replace("OWNER", owner, StringComparison.Ordinal);
}
