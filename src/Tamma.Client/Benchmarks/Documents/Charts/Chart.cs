namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>Lines over two axes, drawn as SVG. Colours come from the page, so it is right in light, in dark and on paper.</summary>
internal sealed record Chart
{
    private const double Width = 480;
    private const double Height = 262;
    private const double Left = 52;
    private const double Right = 468;
    private const double Top = 16;
    private const double Bottom = 218;

    public required string Title { get; init; }

    /// <summary>In a sentence, for who does not see it.</summary>
    public required string Description { get; init; }

    public required Scale X { get; init; }

    public required Scale Y { get; init; }

    public required IReadOnlyList<Series> Lines { get; init; }

    public IReadOnlyList<Mark> Marks { get => field ?? []; init; }

    public IReadOnlyList<Band> Bands { get => field ?? []; init; }

    /// <summary>A figure with its caption and, where there is more than one line, a legend below it that covers nothing.</summary>
    public Html Draw(Html below = default)
    {
        var note = Y.IsLogarithmic ? "logarithmic" : Y.IsCut ? "axis does not begin at 0" : "";
        var unit = string.Join("; ", new[] { Y.Title, note }.Where(part => part.Length > 0));
        return Html.Of($"<figure><figcaption>{Title}<small>{unit}</small></figcaption>{Svg()}{Legend()}{below}</figure>\n");
    }

    private Html Svg()
    {
        var places = new LabelPlaces(Left + 2, Right, Top - 12, Bottom);
        var bands = Bands.Select(BandOf);
        var marks = Marks.Select(mark => MarkOf(mark, places)).ToList();
        foreach (var dot in Lines.Where(line => line.HasDots).SelectMany(line => line.Dots).Where(dot => dot.Y is not null))
        {
            places.Take(AtX(dot.X), AtY(dot.Y!.Value), 4);
        }

        return Html.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}"><title>{Title}</title><desc>{Description}</desc>
            {bands}{Y.Ticks.Select(YTick)}{X.Ticks.Select(XTick)}<path class="axis" d="M{Left} {Bottom}H{Right}"/>
            <text class="t" x="{(Left + Right) / 2}" y="{Height - 4}" text-anchor="middle">{X.Title}</text>
            {Lines.Select(Area)}{marks}{Lines.Select(Line)}{Lines.Select(Dots)}{Lines.SelectMany(line => line.Dots).Select(dot => LabelOf(dot, places))}
            </svg>
            """);
    }

    private Html Legend() => Lines.Count < 2
        ? Html.None
        : Html.Of($"<p class=\"legend\">{Lines.Select(line => Html.Of($"<span><svg viewBox=\"0 0 26 10\" aria-hidden=\"true\">{Swatch(line)}</svg>{line.Name}</span>"))}</p>");

    private static Html Swatch(Series line) => Html.Of($"{(line.IsLoose ? Html.None : Html.Of($"<path class=\"{Class(line)}\" d=\"M1 5H25\"/>"))}{(line.HasDots ? Html.Of($"<circle class=\"d{line.Color}\" cx=\"13\" cy=\"5\" r=\"3.5\"/>") : Html.None)}");

    private Html YTick((double At, string Label) tick) => Html.Of($"<path class=\"grid\" d=\"M{Left} {AtY(tick.At)}H{Right}\"/><text class=\"t\" x=\"{Left - 7}\" y=\"{AtY(tick.At) + 4}\" text-anchor=\"end\">{tick.Label}</text>");

    private Html XTick((double At, string Label) tick) => Html.Of($"<path class=\"axis\" d=\"M{AtX(tick.At)} {Bottom}v4\"/><text class=\"t\" x=\"{AtX(tick.At)}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{tick.Label}</text>");

    private Html BandOf(Band band)
    {
        var (from, to) = (AtX(band.From), AtX(band.To));
        return Html.Of($"<rect class=\"band\" x=\"{from}\" y=\"{Top}\" width=\"{to - from}\" height=\"{Bottom - Top}\"><title>{band.Label}</title></rect>");
    }

    private Html MarkOf(Mark mark, LabelPlaces places)
    {
        var x = AtX(mark.X);
        var width = mark.Label.Length * 6.8;
        var at = x + 6 + width > Right ? x - 6 - width : x + 6;
        places.Take(at, Top + 10, mark.Label);
        return Html.Of($"<path class=\"mark\" d=\"M{x} {Top}V{Bottom}\"/><text class=\"m\" x=\"{at}\" y=\"{Top + 10}\">{mark.Label}</text>");
    }

    private Html Area(Series line) => line.IsArea && line.Dots.Any(dot => dot.Y is not null)
        ? Html.Join(Runs(line).Select(run => Html.Of($"<path class=\"a{line.Color}\" d=\"{Path(run)}L{AtX(run[^1].X)} {Bottom}L{AtX(run[0].X)} {Bottom}Z\"/>")))
        : Html.None;

    private Html Line(Series line) => line.IsLoose ? Html.None : Html.Join(Runs(line).Select(run => Html.Of($"<path class=\"{Class(line)}\" d=\"{Path(run)}\"/>")));

    private Html Dots(Series line) => Html.Join(line.Dots.Where(dot => dot.Y is not null).Select(dot => Html.Of(
        $"<g class=\"p\">{Whisker(line, dot)}<circle class=\"{(line.HasDots ? dot.IsHollow ? "h" : "d" : "n")}{line.Color}\" cx=\"{AtX(dot.X)}\" cy=\"{AtY(dot.Y!.Value)}\" r=\"{(line.HasDots ? 3.5 : 5)}\"><title>{dot.Says}</title></circle></g>")));

    private Html Whisker(Series line, Dot dot) => dot.Interval is var (low, high) && AtY(low) - AtY(high) > 1
        ? Html.Of($"<path class=\"w{line.Color}\" d=\"M{AtX(dot.X)} {AtY(low)}V{AtY(high)}m-4 0h8M{AtX(dot.X) - 4} {AtY(low)}h8\"/>")
        : Html.None;

    private Html LabelOf(Dot dot, LabelPlaces places) =>
        dot is { Label: { } label, Y: { } y } && places.Find(AtX(dot.X), AtY(y), label) is var (left, baseline)
            ? Html.Of($"<text class=\"l\" x=\"{left}\" y=\"{baseline}\">{label}</text>")
            : Html.None;

    private Html Path(List<Dot> run) => Html.Join(run.Select((dot, i) => Html.Of($"{(i == 0 ? "M" : "L")}{AtX(dot.X)} {AtY(dot.Y!.Value)}")));

    /// <summary>Parts without a break.</summary>
    private static IEnumerable<List<Dot>> Runs(Series line)
    {
        List<Dot> run = [];
        foreach (var dot in line.Dots)
        {
            if (dot.Y is not null)
            {
                run.Add(dot);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static string Class(Series line) => line.IsDashed ? $"s{line.Color} dash" : $"s{line.Color}";

    private double AtX(double value) => Left + (X.Place(value) * (Right - Left));

    private double AtY(double value) => Bottom - (Y.Place(value) * (Bottom - Top));
}
