using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tamma.Providers.Chat.Frames;
using Tamma.Providers.Chat.Protocols;

namespace Tamma.Providers.Chat;

/// <summary>
/// Reads the body of an answer as it comes, in whatever pieces: the events do not depend on where it was cut. It throws on no bytes. A
/// part that cannot be read is a <see cref="ChatEvent.Failed"/> of <see cref="ProviderFault.Malformed"/> or
/// <see cref="ProviderFault.TooLarge"/>, and reading goes on behind it; no text and no count is made up. Whether the body is a stream, a
/// whole answer, or an error with a good status is told by its first byte. Not for several threads.
/// </summary>
/// <param name="secrets">What was sent and must not be repeated, should an error name it.</param>
public sealed class ChatStreamReader(ChatProtocol protocol, ChatLimits? limits = null, IReadOnlyCollection<string>? secrets = null)
{
    private readonly int _most = (limits ?? ChatLimits.Default).MaxFrameBytes;
    private readonly ChatDraft _draft = new(secrets ?? []);
    private readonly IChatWire _wire = Wire(protocol);
    private IFrameReader? _frames;
    private bool _isMarkup;
    private bool _isComplete;
    private long _read;

    /// <returns>What became whole with these bytes.</returns>
    public IReadOnlyList<ChatEvent> Feed(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        var first = _frames is null ? bytes.IndexOfAnyExcept(" \t\r\n\uFEFF"u8) : 0;
        if (first < 0)
        {
            _read += bytes.Length;
            return [];
        }

        _frames ??= Open(bytes[first], _read + first);
        _read += bytes.Length;
        var rest = bytes[first..];
        while (_frames.TryRead(ref rest, out var frame))
        {
            Take(frame);
        }

        return _draft.Take();
    }

    /// <summary>The body has ended. One that ends without its provider's end was cut off.</summary>
    public IReadOnlyList<ChatEvent> Complete()
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        _isComplete = true;
        while (_frames is not null && _frames.TryEnd(out var frame))
        {
            Take(frame);
        }

        _draft.Offset = _read;
        if (_isMarkup)
        {
            _draft.Fail(ProviderFault.Malformed);
        }
        else if (!_draft.IsOver)
        {
            _draft.Fail(ProviderFault.CutOff);
        }

        return _draft.Take();
    }

    private static IChatWire Wire(ChatProtocol protocol) => protocol switch
    {
        ChatProtocol.OpenAi => new OpenAiChunks(),
        ChatProtocol.Responses => new ResponsesEvents(),
        ChatProtocol.Anthropic => new AnthropicEvents(),
        ChatProtocol.Gemini => new GeminiChunks(),
        ChatProtocol.Ollama => new OllamaLines(),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
    };

    private IFrameReader Open(byte first, long offset)
    {
        _isMarkup = first == '<';
        return (protocol, first) switch
        {
            (ChatProtocol.Ollama, not (byte)'<') => new NdjsonReader(_most, offset),
            (_, (byte)'{' or (byte)'[') => new JsonReader(_most, offset),
            _ => new SseReader(_most, offset),
        };
    }

    private void Take(Frame frame)
    {
        _draft.Offset = frame.Offset;
        switch (frame.State)
        {
            case FrameState.TooLarge:
                _draft.Fail(ProviderFault.TooLarge);
                break;
            case FrameState.Garbage:
                _draft.Fail(ProviderFault.Malformed);
                break;
            case var _ when frame.Data.Trim(" \t\n"u8).SequenceEqual("[DONE]"u8):
                _draft.End();
                break;
            case var _ when !frame.Data.IsEmpty:
                Parse(frame);
                break;
            default:
                break;
        }
    }

    private void Parse(Frame frame)
    {
        try
        {
            if (!Utf8.IsValid(frame.Data))
            {
                throw new JsonException();
            }

            var reader = new Utf8JsonReader(frame.Data);
            using var document = JsonDocument.ParseValue(ref reader);
            reader.Read(); // throws on what follows the value
            Read(document.RootElement, Encoding.UTF8.GetString(frame.Name), frame.State);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // The second is thrown for the name of a member that holds half a surrogate pair.
            _draft.Fail(frame.State is FrameState.AtEnd ? ProviderFault.CutOff : ProviderFault.Malformed);
        }
    }

    private void Read(JsonElement root, string name, FrameState state)
    {
        if (root.ValueKind is JsonValueKind.Array)
        {
            // Google wraps some of its errors so.
            foreach (var item in root.EnumerateArray())
            {
                Read(item.ValueKind is JsonValueKind.Array ? default : item, name, state);
            }

            return;
        }

        if (root.ValueKind is not JsonValueKind.Object)
        {
            _draft.Fail(ProviderFault.Malformed);
            return;
        }

        // Behind `error:` the words stand at the root.
        if (_draft.ErrorIn(root) is { } error)
        {
            _draft.Fail(error);
        }
        else if (name is "error" || (state is FrameState.Stray && root.Text("message"u8) is not null))
        {
            _draft.Fail(root);
        }
        else if (state is FrameState.Stray)
        {
            _draft.Unknown("stray line");
        }

        if (state is not FrameState.Stray)
        {
            _wire.Read(root, name, _draft);
        }
    }
}
