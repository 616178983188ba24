import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files with the veraPDF engine: java VeraLite (3a|ua1) FILE [(3a|ua1) FILE]...
 * The engine's own profile reader needs JAXB, absent from the jar used here, so profiles are read by DOM.
 * One tab-separated line per check group; exit 0 all compliant, 1 not, 2 could not be read.
 */
public final class VeraLite {
    private static final String FOLDER = "/org/verapdf/pdfa/validation/";

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean compliant = true;
        for (int i = 0; i + 1 < args.length; i += 2) {
            try {
                compliant &= validate(args[i], new File(args[i + 1]));
            } catch (Exception e) {
                System.out.println("ERROR\t" + args[i] + "\t" + args[i + 1] + "\t" + e);
                System.exit(2);
            }
        }
        System.exit(compliant ? 0 : 1);
    }

    private static boolean validate(String level, File file) throws Exception {
        PDFAFlavour flavour = level.equals("ua1") ? PDFAFlavour.PDFUA_1 : PDFAFlavour.PDFA_3_A;
        ValidationProfile profile = profile(flavour, level.equals("ua1") ? "PDFUA-1.xml" : "PDFA-3A.xml");
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 20, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS" : "FAIL") + "\t" + level + "\t" + file
                    + "\t" + result.getTotalAssertions());
            for (TestAssertion failed : result.getTestAssertions()) {
                System.out.println("RULE\t" + failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber()
                        + "\t" + failed.getErrorMessage() + "\t" + failed.getLocation().getContext());
            }
            return result.isCompliant();
        }
    }

    private static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        Element root;
        try (InputStream in = VeraLite.class.getResourceAsStream(FOLDER + name)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element v : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(v.getAttribute("name"), v.getAttribute("object"),
                    text(v, "defaultValue"), text(v, "value")));
        }
        return Profiles.profileFromValues(flavour,
                Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element a : children(child(error, "arguments"), "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(a.getTextContent(), a.getAttribute("name"), null));
        }
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
                text(rule, "test"), Profiles.errorFromValues(text(error, "message"), arguments),
                new ArrayList<Reference>());
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent == null ? null : parent.getChildNodes();
        for (int i = 0; nodes != null && i < nodes.getLength(); i++) {
            if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE && nodes.item(i).getNodeName().equals(name)) {
                found.add((Element) nodes.item(i));
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }
}
