using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tamma.Simulator.Chat.Sending;

/// <summary>The frames of a stream, ready before the first is due, so that nothing is left to do at its time but to write it.</summary>
internal sealed class FrameList(Framing framing, string newline)
{
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<Frame> _frames = [];
    private readonly ArrayBufferWriter<byte> _json = new(512);

    public IReadOnlyList<Frame> Frames => _frames;

    /// <summary>A frame of JSON, of that event's name if there is one.</summary>
    public void Add(FrameKind kind, int slot, int tokens, string? name, Action<Utf8JsonWriter> write)
    {
        _json.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_json, s_writing))
        {
            write(json);
        }

        AddText(kind, slot, tokens, name, Encoding.UTF8.GetString(_json.WrittenSpan));
    }

    public void Add(FrameKind kind, int slot, int tokens, Action<Utf8JsonWriter> write) => Add(kind, slot, tokens, name: null, write);

    /// <summary>A frame of any text where JSON is expected.</summary>
    public void AddText(FrameKind kind, int slot, int tokens, string? name, string text) => AddRaw(kind, slot, tokens, framing switch
    {
        Framing.Events => $"{(name is null ? "" : $"event: {name}{newline}")}data: {text}{newline}{newline}",
        Framing.Lines => text + newline,
        _ => text,
    });

    /// <summary>Bytes with nothing around them.</summary>
    public void AddRaw(FrameKind kind, int slot, int tokens, string text) => _frames.Add(new(kind, slot, tokens, Encoding.UTF8.GetBytes(text)));

    public void AddComment(int slot, string text) => AddRaw(FrameKind.Comment, slot, 0, $": {text}{newline}{newline}");

    /// <summary>Puts the brackets and commas of an array between its items; to be called when nothing is added any more.</summary>
    public void Seal(bool isOpen)
    {
        if (framing != Framing.Array)
        {
            return;
        }

        for (var index = 0; index < _frames.Count; index++)
        {
            var mark = index == 0 ? "[" : "," + newline;
            _frames[index] = _frames[index] with { Bytes = (byte[])[.. Encoding.UTF8.GetBytes(mark), .. _frames[index].Bytes.Span] };
        }

        if (!isOpen)
        {
            AddRaw(FrameKind.Done, _frames is [.., var last] ? last.Slot : 0, 0, "]" + newline);
        }
    }

    /// <summary>Forgets all frames from that one on.</summary>
    public void CutAt(int index) => _frames.RemoveRange(index, _frames.Count - index);

    /// <summary>Puts the frames that are added there before that one.</summary>
    public void Insert(int index, Action<FrameList> add)
    {
        var before = _frames.Count;
        add(this);
        var added = _frames.GetRange(before, _frames.Count - before);
        _frames.RemoveRange(before, added.Count);
        _frames.InsertRange(index, added);
    }

    /// <summary>The first frame of that place in time or a later one.</summary>
    public int IndexOf(int slot)
    {
        var index = _frames.FindIndex(frame => frame.Slot >= slot);
        return index < 0 ? _frames.Count : index;
    }
}
