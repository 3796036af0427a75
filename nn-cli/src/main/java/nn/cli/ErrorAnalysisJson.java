package nn.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nn.core.metric.ErrorAnalysis;
import nn.core.metric.ErrorAnalysis.Gap;

/** An error analysis for programs. */
final class ErrorAnalysisJson {

    private ErrorAnalysisJson() {}

    static Map<String, Object> of(ErrorAnalysis analysis) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("measure", analysis.measure().toString());
        analysis.optimal().ifPresent(error -> map.put("optimal", error));
        map.put("training", set(analysis.training()));
        map.put("trainDev", set(analysis.trainDev()));
        map.put("dev", set(analysis.dev()));
        map.put("test", set(analysis.test()));
        Map<String, Object> gaps = new LinkedHashMap<>();
        for (Gap gap : Gap.values()) {
            gaps.put(name(gap), analysis.size(gap));
        }
        map.put("gaps", gaps);
        analysis.dominating().ifPresent(gap -> map.put("dominating", name(gap)));
        return map;
    }

    private static Map<String, Object> set(ErrorAnalysis.SetError set) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", set.error());
        map.put("standardError", set.standardError());
        map.put("rows", set.rows());
        return map;
    }

    private static String name(Gap gap) {
        return switch (gap) {
            case AVOIDABLE_BIAS -> "avoidableBias";
            case VARIANCE -> "variance";
            case MISMATCH -> "mismatch";
            case DEV_OVERFITTING -> "devOverfitting";
        };
    }
}
