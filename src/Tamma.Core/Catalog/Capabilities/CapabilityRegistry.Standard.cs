using System.Collections.Immutable;
using Tamma.Catalog.Fields;
using static Tamma.Catalog.Capabilities.CapabilityCategory;

namespace Tamma.Catalog.Capabilities;

public sealed partial class CapabilityRegistry
{
    /// <summary>From here on a window is long: the size above which providers ask more for a token.</summary>
    public const int LongContext = 200_000;

    private static readonly FieldRegistry s_fields = FieldRegistry.Models;

    private static readonly ImmutableArray<string> s_noText = ["embedding", "rerank", "moderation"];

    /// <summary>Names are ours; aliases are what providers, models.dev, LiteLLM, OpenRouter and their clients write.</summary>
    public static CapabilityRegistry Standard { get; } = new(
    [
        new("text_generation", Core, "Writes text.")
        {
            Aliases = ["text", "chat", "completion", "completions", "chat_completion", "chat_completions", "completion_chat", "generate_content", "text_completion", "text_output"],
            Evidence =
            [
                Type(["chat", "completion"], s_noText),
                Mentions("methods", "chat", "chat_completion", "completion", "completion_chat", "generate", "generateContent", "/chat/completions", "/v1/chat/completions", "/responses", "/v1/responses", "/v1/messages"),
                Implied("tool_call"), Implied("reasoning"), Implied("structured_output"),
                new Evidence.Lacks(s_fields["modalities.output"], "text"),
            ],
            Attributes =
            [
                new("max_tokens", FieldType.Count, "Tokens of an answer at most.", s_fields["limit.output"], "tokens"),
                new("streaming", FieldType.Flag, "Piece by piece.", s_fields["streaming"]),
                new("temperature", FieldType.Number, "Temperature when none is given.", s_fields["default.temperature"]),
                new("temperature_max", FieldType.Number, "Highest temperature.", s_fields["temperature_max"]),
            ],
        },
        new("tool_calling", Core, "Calls tools that the caller describes.")
        {
            Aliases = ["function_calling", "function_call", "functions", "tools", "tool_use", "tool_call", "tool_calls", "toolcall", "trained_for_tool_use"],
            Needs = ["text_generation"],
            Evidence = [Says("tool_call"), Mentions("supported_parameters", "tools", "functions")],
            Attributes =
            [
                new("max_functions", FieldType.Count, "Tools in one request.", Unit: "tools"),
                new("parallel_calls", FieldType.Flag, "Several at once.", s_fields["parallel_tool_calls"]),
                new("streaming", FieldType.Flag, "Arguments piece by piece."),
            ],
        },
        new("parallel_tool_calling", Core, "Calls several tools at once.")
        {
            Aliases = ["parallel_tool_calls", "parallel_function_calling", "parallel_tool_use", "parallel_calls"],
            Needs = ["tool_calling"],
            Evidence = [Says("parallel_tool_calls"), Mentions("supported_parameters", "parallel_tool_calls")],
        },
        new("structured_output", Core, "Answers in a given JSON schema.")
        {
            Aliases = ["structured_outputs", "response_schema", "json_schema", "native_structured_output"],
            Needs = ["text_generation"],
            Evidence = [Says("structured_output"), Mentions("supported_parameters", "structured_outputs", "json_schema")],
        },
        new("reasoning", Core, "Reasons before it answers.")
        {
            Aliases = ["thinking", "extended_thinking", "include_reasoning", "reasoning_content", "chain_of_thought"],
            Needs = ["text_generation"],
            Evidence = [Says("reasoning"), Mentions("supported_parameters", "reasoning", "include_reasoning", "reasoning_effort"), new Evidence.States(s_fields["cost.reasoning"])],
            Attributes =
            [
                new("depth", FieldType.Number, "How deep, 1 to 10."),
                new("options", FieldType.Json, "Toggle, effort values or a token budget.", s_fields["reasoning_options"]),
                new("multi_step", FieldType.Flag, "Between tool calls too.", s_fields["interleaved"]),
            ],
        },
        new("reasoning_effort", Core, "How much it reasons is set by a word.")
        {
            Aliases = ["effort", "reasoning_efforts", "thinking_level"],
            Needs = ["reasoning"],
            Evidence = [new Evidence.Offers(s_fields["reasoning_options"], "effort"), Mentions("supported_parameters", "reasoning_effort"), new Evidence.Needs(s_fields["reasoning"])],
        },
        new("reasoning_budget", Core, "How much it reasons is set in tokens.")
        {
            Aliases = ["thinking_budget", "budget_tokens"],
            Needs = ["reasoning"],
            Evidence = [new Evidence.Offers(s_fields["reasoning_options"], "budget_tokens"), new Evidence.Needs(s_fields["reasoning"])],
        },
        new("interleaved_reasoning", Core, "Gives its reasoning back between tool calls.")
        {
            Aliases = ["interleaved", "interleaved_thinking"],
            Needs = ["reasoning"],
            Recommends = ["tool_calling"],
            Evidence = [Says("interleaved"), new Evidence.Needs(s_fields["reasoning"])],
        },
        new("code_generation", Core, "Made for writing code.")
        {
            Aliases = ["code", "coding", "code_completion", "completion_fim", "fim"],
            Needs = ["text_generation"],
            Evidence = [Mentions("methods", "completion_fim", "fim")],
            Attributes = [new("languages", FieldType.Words, "Programming languages.")],
        },
        new("temperature", Core, "Takes a temperature.") { Aliases = ["temperature_control"], Evidence = [Says("temperature"), Mentions("supported_parameters", "temperature")] },
        new("vision", Input, "Looks at images.")
        {
            Aliases = ["image", "images", "image_input", "image_understanding", "multimodal"],
            Evidence = [Says("vision"), Takes("image")],
            Attributes =
            [
                new("max_images", FieldType.Count, "Images in one request.", s_fields["limit.images"], "images"),
                new("max_image_size", FieldType.Count, "Size of one image.", s_fields["limit.image_bytes"], "bytes"),
                new("formats", FieldType.Words, "File formats of images."),
            ],
        },
        new("audio_input", Input, "Hears audio.") { Aliases = ["audio", "audio_in", "speech_input", "audio_processing", "audio_understanding"], Evidence = [Says("audio_input"), Takes("audio")], Attributes = [new("max_audio_length", FieldType.Number, "Longest recording.", Unit: "seconds"), new("formats", FieldType.Words, "File formats of sound.")] },
        new("video_input", Input, "Watches video.") { Aliases = ["video", "video_understanding"], Evidence = [Says("video_input"), Takes("video")] },
        new("pdf_input", Input, "Reads PDF files.") { Aliases = ["pdf", "document_input", "documents"], Evidence = [Says("pdf_input"), Takes("pdf")] },
        new("file_input", Input, "Takes files beside text.") { Aliases = ["attachment", "attachments", "files"], Evidence = [Says("attachment")] },
        new("image_generation", Output, "Draws images.") { Aliases = ["image_output", "text_to_image", "images_generations"], Evidence = [Gives("image"), Type(["image"], s_noText)] },
        new("audio_output", Output, "Gives speech or other sound.") { Aliases = ["speech_generation", "speech", "text_to_speech", "tts", "audio_speech", "audio_generation"], Evidence = [Says("audio_output"), Gives("audio"), new Evidence.States(s_fields["cost.output_audio"])] },
        new("video_generation", Output, "Makes video.") { Aliases = ["video_output", "text_to_video"], Evidence = [Gives("video")] },
        new("transcription", Output, "Writes down what is said in a recording.")
        {
            Aliases = ["speech_to_text", "stt", "asr", "audio_transcription", "audio_transcriptions"],
            Needs = ["audio_input"],
            Evidence = [Mentions("methods", "audio_transcription", "/v1/audio/transcriptions", "/audio/transcriptions"), new Evidence.Lacks(s_fields["modalities.input"], "audio")],
        },
        new("embedding", Output, "Turns text into vectors.")
        {
            Aliases = ["embeddings", "embed", "embed_content", "vectors", "text_embedding"],
            Evidence = [Type(["embedding"], ["chat", "completion", "rerank", "moderation", "image", "audio"]), Mentions("methods", "embeddings", "embed", "embedContent", "/v1/embeddings", "/embeddings"), new Evidence.States(s_fields["limit.embedding_dimensions"])],
            Attributes =
            [
                new("dimensions", FieldType.Count, "Length of a vector.", s_fields["limit.embedding_dimensions"], "dimensions"),
                new("max_tokens", FieldType.Count, "Tokens of a text.", s_fields["limit.input"], "tokens"),
                new("similarity", FieldType.Text, "Measure of nearness."),
            ],
        },
        new("rerank", Output, "Puts documents in the order in which they answer a question.") { Aliases = ["reranking", "reranker"], Evidence = [Type(["rerank"], ["chat", "completion", "embedding", "moderation", "image", "audio"]), Mentions("methods", "rerank", "/v1/rerank", "/rerank")] },
        new("streaming", Performance, "Answers piece by piece.") { Aliases = ["stream", "native_streaming", "sse", "stream_generate_content"], Evidence = [Says("streaming"), Mentions("supported_parameters", "stream")] },
        new("prompt_caching", Performance, "Input that was sent before is read from a cache.") { Aliases = ["prompt_cache", "context_caching", "caching", "cache"], Evidence = [Says("prompt_cache"), new Evidence.States(s_fields["cost.cache_read"]), new Evidence.States(s_fields["cost.cache_write"])] },
        new("batch_processing", Performance, "Takes batches at leisure.") { Aliases = ["batch", "batches", "batch_api", "batch_generate_content"], Evidence = [Says("batch"), Mentions("methods", "batch", "batchGenerateContent", "/v1/batches")] },
        new("long_context", Performance, "Holds 200,000 tokens and more.") { Aliases = ["large_context", "long_context_window"], Evidence = [new Evidence.AtLeast(s_fields["limit.context"], LongContext)] },
        new("performance", Performance, "How fast and how dear; a group of figures, not a yes or no.")
        {
            Attributes =
            [
                new("max_tokens", FieldType.Count, "Tokens of an answer at most.", s_fields["limit.output"], "tokens"),
                new("input_cost", FieldType.Money, "Input.", s_fields["cost.input"], "USD per million tokens"),
                new("output_cost", FieldType.Money, "Output.", s_fields["cost.output"], "USD per million tokens"),
                new("requests_per_minute", FieldType.Number, "Requests that may be sent in a minute."),
                new("average_latency", FieldType.Number, "Time to an answer.", Unit: "milliseconds"),
            ],
        },
        new("moderation", CapabilityCategory.Security, "Judges whether a text or image is harmful.") { Aliases = ["moderations", "content_moderation"], Evidence = [Type(["moderation"], ["chat", "completion", "embedding", "rerank", "image", "audio"]), Mentions("methods", "moderation", "/v1/moderations")] },
        new("content_filtering", CapabilityCategory.Security, "What goes in or out is filtered.")
        {
            Aliases = ["content_filter", "moderated", "safety_settings"],
            Evidence = [Says("moderated")],
            Attributes = [new("categories", FieldType.Words, "What is filtered."), new("customizable", FieldType.Flag, "The caller sets it."), new("strict_mode", FieldType.Flag, "In doubt it refuses.")],
        },
        new("web_search", Integration, "Searches the web when it answers.") { Aliases = ["search", "grounding", "google_search", "web_search_options"], Evidence = [Says("web_search"), Mentions("server_tools", "web_search"), Mentions("supported_parameters", "web_search_options"), new Evidence.States(s_fields["cost.web_search"])] },
        new("computer_use", Integration, "Works a computer through its screen.") { Aliases = ["computer", "computer_tool"], Recommends = ["vision", "tool_calling"], Evidence = [Says("computer_use"), Mentions("server_tools", "computer_use", "computer")] },
        new("code_execution", Integration, "Runs code at the provider.") { Aliases = ["code_interpreter"], Evidence = [Mentions("server_tools", "code_execution", "code_interpreter")] },
        new("citations", Integration, "Cites the documents that it was given.") { Aliases = ["citation"], Evidence = [Says("citations")] },
        new("realtime", Integration, "Speaks and listens over one open connection.") { Aliases = ["realtime_api", "live_api", "bidi_generate_content"], Evidence = [Mentions("methods", "bidiGenerateContent", "/v1/realtime", "realtime")] },
        new("fine_tuning", Specialized, "Can be trained further by its users.") { Aliases = ["finetuning", "fine_tune", "fine_tunes", "tuning"], Evidence = [Says("fine_tuning")] },
        new("open_weights", Specialized, "Its weights can be downloaded.") { Aliases = ["open_weight", "downloadable"], Evidence = [Says("open_weights")] },
        new("ocr", Specialized, "Reads the text of scanned pages.") { Aliases = ["document_ocr"], Evidence = [Mentions("methods", "ocr")] },
    ]);

    private static Evidence.Says Says(string field) => new Evidence.Says(s_fields[field]);

    private static Evidence.Implied Implied(string field) => new Evidence.Implied(s_fields[field]);

    private static Evidence.Mentions Mentions(string field, params ImmutableArray<string> words) => new Evidence.Mentions(s_fields[field], words);

    private static Evidence.Lists Takes(string modality) => new Evidence.Lists(s_fields["modalities.input"], modality);

    private static Evidence.Lists Gives(string modality) => new Evidence.Lists(s_fields["modalities.output"], modality);

    private static Evidence.IsOneOf Type(ImmutableArray<string> yes, ImmutableArray<string> no) => new Evidence.IsOneOf(s_fields["type"], yes, no);
}
